// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Threads that the package did not start.
@Suite struct ForeignThreadTests {
    /// What a foreign thread says of itself, from the thread and after its end.
    private func onForeignThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws -> Value {
        try await onThread {
            let result = Locked<Value?>(nil)
            let thread = ForeignThread {
                let value = body()
                result.withLock { $0 = value }
            }
            thread.join()
            guard let value = result.withLock({ $0 }) else { preconditionFailure("a foreign thread did not run") }
            return value
        }
    }

    /// F3: `current` never fails, and is the same each time.
    @Test func current_onAForeignThread_isARecordOfItsOwn() async throws {
        let (thread, again) = try await onForeignThread { (NativeThread.current, NativeThread.current) }
        #expect(thread === again)
        #expect(thread.isForeign && !thread.isMain)
        #expect(thread.isDaemon)
        #expect(thread.name.hasPrefix("Foreign-"))
        #expect(thread.nativeID != nil)
    }

    /// F2, F3: listed from its first `current` until it ends.
    @Test func all_listsAForeignThreadUntilItsEnd() async throws {
        let (thread, before, during) = try await onForeignThread {
            let number = NativeThread.all.count
            _ = number
            let before = NativeThread.all.filter { $0.nativeID == CurrentThread.nativeID }
            let current = NativeThread.current
            return (current, before.isEmpty, NativeThread.all.contains(current) && current.isAlive)
        }
        #expect(before)
        #expect(during)
        #expect(!thread.isAlive)
        #expect(!NativeThread.all.contains(thread))
        #expect("\(thread)".contains("ended daemon"))
    }

    /// F3: each has a number of its own.
    @Test func current_onSeveralForeignThreads_isNumbered() async throws {
        let one = try await onForeignThread { NativeThread.current }
        let other = try await onForeignThread { NativeThread.current }
        #expect(one != other)
        #expect(one.name != other.name)
    }

    /// T7: it may name itself, and the system is told.
    @Test func name_setByAForeignThread_reachesTheSystem() async throws {
        let (name, comm) = try await onForeignThread {
            NativeThread.current.name = "visitor"
            let comm = SystemFile.text("/proc/self/task/\(CurrentThread.nativeID)/comm")
            return (NativeThread.current.name, comm)
        }
        #expect(name == "visitor")
        #if os(Linux)
        #expect(comm == "visitor\n")
        #endif
    }

    /// X7: every primitive, uncontended and timed out.
    @Test func everyWaitingCall_onAForeignThread_works() async throws {
        let results = try await onForeignThread {
            WaitingCall.all.map { call in
                let attempt = call.make()
                let late = attempt.wait(Delay.short)
                attempt.satisfy()
                return !late && (call.kind == .condition || attempt.wait(Delay.medium))
            }
        }
        #expect(results.allSatisfy { $0 })
    }

    /// X7: foreign and native threads wait for each other.
    @Test func primitives_betweenForeignAndNativeThreads_work() async throws {
        let turns = try await onThread {
            let condition = Condition()
            let turns = Locked(0)
            let rounds = 200
            @Sendable func play(_ mine: Int) {
                for _ in 0..<rounds {
                    condition.withLock {
                        condition.wait { turns.withLock { $0 % 2 == mine } }
                        turns.withLock { $0 += 1 }
                        condition.notifyAll()
                    }
                }
            }
            let foreign = ForeignThread { play(0) }
            let native = NativeThread.spawn { play(1) }
            foreign.join()
            native.join()
            return turns.withLock { $0 }
        }
        #expect(turns == 400)
    }

    /// X7, T5: a foreign thread starts and joins.
    @Test func spawn_onAForeignThread_worksAndIsNoDaemon() async throws {
        let (value, isDaemon) = try await onForeignThread {
            let handle = NativeThread.spawn { 6 }
            return (handle.join(), handle.thread.isDaemon)
        }
        #expect(value == 6)
        #expect(!isDaemon)
    }

    /// X7: what one thread signals, the other sees, without a lock between them.
    @Test func eventsAndPermits_betweenForeignAndNativeThreads_passBothWays() async throws {
        let rounds = try await onThread {
            let (ping, pong, rounds) = (Semaphore(value: 0), Semaphore(value: 0), AtomicCell(0))
            let isReady = Event()
            let foreign = ForeignThread {
                isReady.set()
                for _ in 0..<200 {
                    ping.wait()
                    _ = rounds.add(1)
                    pong.signal()
                }
            }
            isReady.wait()
            for _ in 0..<200 {
                ping.signal()
                pong.wait()
            }
            foreign.join()
            return rounds.load()
        }
        #expect(rounds == 200)
    }

    /// X7, T5: a handle can be joined by a thread that the package did not start.
    @Test func join_onAForeignThread_isTheValueAndTheTimeIsKept() async throws {
        let mayEnd = Event()
        let handle = NativeThread.spawn {
            mayEnd.wait()
            return 6
        }
        let values = try await onForeignThread {
            let early = handle.join(for: .zero)
            mayEnd.set()
            return [early, handle.join(for: nil)]
        }
        #expect(values == [nil, 6])
    }

    /// F3: a thread that never asked is nobody's.
    @Test func all_withoutAForeignThreadThatNeverAsked_doesNotListIt() async throws {
        let isListed = try await onForeignThread {
            let lock = Lock()
            lock.withLock {}
            let id = CurrentThread.nativeID
            return NativeThread.all.contains { $0.nativeID == id && $0.isForeign && $0.isAlive }
        }
        #expect(!isListed)
    }
}
