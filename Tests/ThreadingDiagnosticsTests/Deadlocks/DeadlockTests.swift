// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import ThreadingDiagnostics

/// Threads that wait for each other; each in a process of its own, since recording is the process's.
@Suite struct DeadlockTests {
    /// 4.1.30: two locks, two orders.
    @Test func check_ofTwoThreadsThatCross_findsThem() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let crossing = Crossing()
                let found = Deadlock.check()
                precondition(found.count == 1)
                let members = found[0].members
                precondition(members.map(\.thread) == crossing.threads.map(ThreadIdentity.init))
                precondition(members.map(\.holder) == crossing.threads.reversed().map(ThreadIdentity.init))
                precondition(members.map(\.object.name) == ["lock of right", "lock of left"])
                let lines = found[0].description.split(separator: "\n")
                precondition(lines[0] == "deadlock: 2 threads wait for each other")
                precondition(lines[1].hasPrefix("  \(members[0].thread) waits since "))
                precondition(lines[1].contains("for lock \"lock of right\" (0x"))
                precondition(lines[1].hasSuffix("held by \(members[1].thread)"))
            }
        }
    }

    /// 4.1.30: longer circles, told apart, each from its oldest thread on; who waits for one of them is not part of it.
    @Test func check_ofTwoCircles_findsBothAndNobodyElse() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let three = Crossing(names: ["1", "2", "3"])
                let two = Crossing(names: ["4", "5"])
                let outside = NativeThread.spawn(daemon: true) { three.locks[1].lock() }.thread
                waitUntilItWaits(outside, for: three.locks[1])
                let found = Deadlock.check()
                precondition(found.map { $0.members.map(\.thread.name) } == [["1", "2", "3"], ["4", "5"]])
                withExtendedLifetime(two) {}
            }
        }
    }

    /// 4.1.30: a thread that locks its own lock.
    @Test func check_ofAThreadThatWaitsForItself_findsIt() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let lock = Lock()
                // A debug build stops at a plain `lock()` here. For `nil`, a request to stop would end the wait, and the
                // end of the process asks.
                let thread = NativeThread.spawn(name: "twice", daemon: true) {
                    lock.lock()
                    StopToken.withCurrent(.never) { _ = lock.lock(for: nil) }
                }.thread
                waitUntilItWaits(thread, for: lock)
                let found = Deadlock.check()
                precondition(found.map { $0.members.map(\.thread.name) } == [["twice"]])
                precondition(found[0].description.hasPrefix("deadlock: a thread waits for itself\n"))
                precondition(found[0].description.hasSuffix("held by itself"))
            }
        }
    }

    /// 4.1.30: who joins a thread waits for it.
    @Test func check_ofAJoinUnderALock_findsIt() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let lock = Lock()
                let isHeld = Event()
                let worker = NativeThread.spawn(name: "worker", daemon: true) {
                    isHeld.wait()
                    lock.withLock {}
                }
                let owner = NativeThread.spawn(name: "owner", daemon: true) {
                    lock.withLock {
                        isHeld.set()
                        worker.join()
                    }
                }
                waitUntilItWaits(worker.thread, for: lock)
                waitUntilItWaits(owner.thread, for: "join")
                let found = Deadlock.check()
                precondition(found.map { $0.members.map(\.thread.name) } == [["worker", "owner"]])
                precondition(found[0].description.hasSuffix("for \(ThreadIdentity(worker.thread)) to end"))
            }
        }
    }

    /// 4.1.30: a wait that ends by itself is part of no deadlock.
    @Test func check_ofAWaitWithAnEnd_findsNothing() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let lock = Lock()
                let thread = NativeThread.spawn(daemon: true) {
                    lock.lock()
                    StopToken.withCurrent(.never) { _ = lock.lock(for: .seconds(3_600)) }
                }.thread
                waitUntilItWaits(thread, for: lock)
                precondition(Deadlock.check().isEmpty)
            }
        }
    }

    /// 4.1.30: with the recording off nothing is known.
    @Test func check_withoutARecording_findsNothing() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let crossing = Crossing()
                precondition(Deadlock.check().count == 1)
                ThreadRecording.isOn = false
                precondition(Deadlock.check().isEmpty)
                withExtendedLifetime(crossing) {}
            }
        }
    }

    /// 4.1.30: a circle of looks at different moments is looked at again: by the holds, by the waits, and by the end of threads.
    @Test func circle_thatIsNoMore_isNotConfirmed() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let crossing = Crossing()
                let graph = WaitGraph()
                let circles = graph.circles()
                precondition(circles.count == 1 && graph.isConfirmed(circles[0]))
                // Anybody may release a lock. Its thread then still waits for the other.
                crossing.locks[0].unlock()
                waitUntilItWaits(crossing.threads[0], for: crossing.locks[1])
                while entry(of: crossing.threads[1]).wait != nil { ThreadYield.yield() }
                precondition(!graph.isConfirmed(circles[0]))
                precondition(Deadlock.check().isEmpty)
            }
        }
    }

    /// 4.1.30: a lock that was released and taken again by the same thread is another hold.
    @Test func circle_withALaterHold_isNotConfirmed() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let crossing = Crossing()
                let graph = WaitGraph()
                let circle = graph.circles()[0]
                var later = circle
                later[0] = WaitGraph.Node(
                    thread: circle[0].thread,
                    wait: circle[0].wait,
                    holder: circle[0].holder,
                    hold: circle[0].hold.map { $0 + 1 }
                )
                precondition(graph.isConfirmed(circle) && !graph.isConfirmed(later))
                withExtendedLifetime(crossing) {}
            }
        }
    }

    /// 4.1.30, 4.1.32: a dump tells of them.
    @Test func dump_withADeadlock_endsWithIt() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let crossing = Crossing()
                let dump = ThreadDump.capture()
                precondition(dump.deadlocks.count == 1)
                precondition(dump.description.contains("\ndeadlock: 2 threads wait for each other\n"))
                withExtendedLifetime(crossing) {}
            }
        }
    }
}
