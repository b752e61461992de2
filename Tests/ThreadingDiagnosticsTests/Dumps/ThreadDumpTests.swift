// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingDiagnostics
import ThreadingTestSupport

/// What a dump knows of threads; each in a process of its own, since recording is the process's.
@Suite struct ThreadDumpTests {
    /// 4.1.32: without a recording the threads are there, and it says that no more is known.
    @Test func capture_withoutARecording_listsThreadsAndSaysSo() async {
        await #expect(processExitsWith: .success) {
            blocking {
                let isThere = Event()
                let thread = NativeThread.spawn(name: "waiter", daemon: true) {
                    isThere.set()
                    Event().wait()
                }
                isThere.wait()
                let dump = ThreadDump.capture()
                precondition(!dump.isRecorded)
                precondition(dump.entries.contains { $0.thread.name == "MainThread" && $0.isMain })
                precondition(dump.entries.contains { $0.thread == ThreadIdentity(thread.thread) && $0.isDaemon })
                precondition(dump.entries.allSatisfy { $0.wait == nil && $0.holds.isEmpty && $0.state != .waiting })
                precondition(dump.description.hasSuffix("is not known: ThreadRecording was off."))
            }
        }
    }

    /// 4.1.32: what a thread waits for, since when, and who holds it; what it holds.
    @Test func capture_ofAWaitForALock_namesLockAndHolder() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let lock = Lock()
                LockTracking.setName("accounts", of: lock)
                lock.lock()
                let hasSeen = Event()
                let work = NativeThread.spawn(name: "waiter") { lock.withLock { hasSeen.wait() } }
                let thread = work.thread
                waitUntilItWaits(thread, for: lock)
                let waiter = entry(of: thread)
                precondition(waiter.state == .waiting && waiter.holds.isEmpty)
                precondition(waiter.wait?.object.name == "accounts" && waiter.wait?.remaining == nil)
                precondition(waiter.wait?.holder == ThreadIdentity(.current) && waiter.wait?.holderHasEnded == false)
                precondition((waiter.wait?.duration ?? .seconds(-1)) >= .zero)
                let holder = entry(of: .current)
                precondition(holder.state == .running && holder.holds.map(\.object.name) == ["accounts"])
                precondition(holder.holds[0].object == waiter.wait?.object)
                lock.unlock()
                waitUntil { entry(of: thread).holds.map(\.object.name) == ["accounts"] }
                precondition(entry(of: .current).holds.isEmpty)
                hasSeen.set()
                work.join()
            }
        }
    }

    /// 4.1.32: who holds what a join waits for is the thread itself.
    @Test func capture_ofAJoin_namesTheThread() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let slow = NativeThread.spawn(name: "slow", daemon: true) { Event().wait() }
                let joiner = NativeThread.spawn(name: "joiner", daemon: true) { slow.join() }.thread
                waitUntilItWaits(joiner, for: "join")
                precondition(entry(of: joiner).wait?.holder == ThreadIdentity(slow.thread))
                precondition(ThreadDump.capture().description.contains("for \(ThreadIdentity(slow.thread)) to end"))
            }
        }
    }

    /// 4.1.32: each kind of wait has its name, and says when it ends by itself.
    @Test func capture_ofOtherWaits_hasTheirKindsAndEnds() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let bodies: [(kind: String, body: @Sendable () -> Void)] = [
                    ("event", { Event().wait() }), ("semaphore", { Semaphore(value: 0).wait() }),
                    (
                        "condition",
                        {
                            let condition = Condition()
                            condition.withLock { condition.wait() }
                        }
                    ),
                    ("sleep", { NativeThread.sleep(for: .seconds(3_600)) }),  // sleeps: to be seen asleep
                    ("event", { _ = Event().wait(for: .seconds(3_600)) }),
                ]
                for (kind, body) in bodies {
                    let thread = NativeThread.spawn(daemon: true, body).thread
                    waitUntilItWaits(thread, for: kind)
                }
                let remaining = ThreadDump.capture().entries.compactMap { $0.wait?.remaining }
                precondition(remaining.count == 2)
                precondition(remaining.allSatisfy { $0 > .seconds(3_000) && $0 <= .seconds(3_600) })
            }
        }
    }

    /// 4.1.32: holders of locks that are not tracked are not known.
    @Test func capture_ofALockFromBefore_knowsNoHolder() async {
        await #expect(processExitsWith: .success) {
            let lock = Lock()
            ThreadRecording.isOn = true
            blocking {
                lock.lock()
                let hasBegun = Event()
                let thread = NativeThread.spawn(daemon: true) {
                    hasBegun.set()
                    lock.lock()
                }.thread
                // From then on it waits for no other lock.
                hasBegun.wait()
                waitUntilItWaits(thread, for: "lock")
                precondition(entry(of: thread).wait?.holder == nil && entry(of: .current).holds.isEmpty)
                precondition(ThreadDump.capture().description.contains("whose holder is not known"))
            }
        }
    }

    /// 4.1.32: waits and holds that began before are not known, also where they were of an earlier recording.
    @Test func capture_ofAnEarlierRecording_knowsNothing() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            // After the recording, which has been told of a sleep when the board has.
            WaitBoard.install()
            blocking {
                let lock = Lock()
                lock.lock()
                let thread = NativeThread.spawn { lock.withLock {} }.thread
                // Asleep, and not only waiting: a sleep that begins when the recording is on again is known to it.
                guard let address = lock.trackedIdentity else { preconditionFailure("the lock is not tracked") }
                waitUntilAsleep(thread, onLock: address)
                ThreadRecording.isOn = false
                precondition(!LockTracking.isOn)
                precondition(!ThreadDump.capture().isRecorded)
                ThreadRecording.isOn = true
                precondition(entry(of: thread).state == .running && entry(of: .current).holds.isEmpty)
                Lock().withLock { precondition(entry(of: .current).holds.count == 1) }
                lock.unlock()
            }
        }
    }

    /// 4.1.32: a thread that has ended and left a lock locked is told as its holder.
    @Test func capture_ofALockThatWasLeftLocked_namesWhoHasEnded() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let lock = Lock()
                NativeThread.spawn(name: "careless") { lock.lock() }.join()
                let work = NativeThread.spawn { lock.withLock {} }
                waitUntilItWaits(work.thread, for: lock)
                precondition(entry(of: work.thread).wait?.holder?.name == "careless")
                precondition(entry(of: work.thread).wait?.holderHasEnded == true)
                lock.unlock()
                work.join()
            }
        }
    }

    /// 4.1.32: any thread may release a lock; then nobody holds it.
    @Test func capture_afterAReleaseByAnother_hasNoHolder() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let lock = Lock()
                lock.lock()
                NativeThread.spawn { lock.unlock() }.join()
                precondition(entry(of: .current).holds.isEmpty)
                precondition(lock.lockIfAvailable())
                precondition(entry(of: .current).holds.count == 1)
                lock.unlock()
            }
        }
    }

    /// 4.1.32: what was known of a lock goes with it.
    @Test func setName_ofALockThatIsGone_namesNoOther() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                for round in 0..<1_000 {
                    let lock = Locked(round)
                    let holds = lock.withLock { _ in entry(of: .current).holds }
                    precondition(holds.map(\.object.name) == [nil])
                    LockTracking.setName("round \(round)", of: lock)
                    precondition(lock.withLock { _ in entry(of: .current).holds[0].object.name } == "round \(round)")
                }
            }
        }
    }

    /// 4.1.32: every lock that is tracked can have a name.
    @Test func setName_ofARecursiveLockAndAMonitor_isSeen() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let (recursive, monitor) = (RecursiveLock(), Monitor(0))
                LockTracking.setName("recursive", of: recursive)
                LockTracking.setName("monitor", of: monitor)
                let names = recursive.withLock {
                    recursive.withLock { monitor.withLock { _ in entry(of: .current).holds.map(\.object.name) } }
                }
                precondition(names == ["recursive", "monitor"])
            }
        }
    }

    /// 4.1.32: foreign threads are there, too, as soon as they wait.
    @Test func capture_ofAForeignThread_hasItsWait() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let event = Event()
                let thread = ForeignThread { event.wait() }
                var found: ThreadDump.Entry?
                waitUntil {
                    found = ThreadDump.capture().entries.first { $0.isForeign && $0.wait?.object.kind == "event" }
                    return found != nil
                }
                event.set()
                thread.join()
                precondition(!ThreadDump.capture().entries.contains { $0.thread.id == found?.thread.id })
            }
        }
    }

    #if os(Linux)
    /// 4.1.32: what the system says of a thread that waits for something else.
    @Test func capture_ofAThreadInASystemCall_saysThatItSleeps() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            blocking {
                let block = StuckRead()
                let hasBegun = Event()
                let thread = NativeThread.spawn(daemon: true) {
                    hasBegun.set()
                    block.run()
                }.thread
                // From then on it sleeps on nothing else.
                hasBegun.wait()
                while entry(of: thread).systemState != "sleeping" { ThreadYield.yield() }
                precondition(entry(of: thread).state == .running)
                precondition(ThreadDump.capture().description.contains("sleeping in the system"))
            }
        }
    }
    #endif
}
