// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// A value for each thread.
@Suite struct ThreadLocalTests {
    /// Not `Sendable`, as most that is worth a thread local.
    final class Tally {
        var count = 0
    }

    /// V1: what one thread sets, no other sees.
    @Test func value_setByOneThread_isNotSeenByAnother() async throws {
        let seen = try await onThread {
            let local = ThreadLocal { "first" }
            local.value = "mine"
            let other = NativeThread.spawn {
                let before = local.value
                local.value = "theirs"
                return [before, local.value]
            }
            return other.join() + [local.value]
        }
        #expect(seen == ["first", "theirs", "mine"])
    }

    /// V1: a thread that a thread starts inherits nothing.
    @Test func value_ofAThreadThatIsStartedLater_isNotInherited() async throws {
        let seen = try await onThread {
            let local = ThreadLocal<Int?> { nil }
            return NativeThread.spawn {
                local.value = 1
                return NativeThread.spawn { local.value }.join()
            }.join()
        }
        #expect(seen == nil)
    }

    /// V1: many threads at once, each with its own.
    @Test func value_changedByManyThreadsAtOnce_isEachThreadsOwn() async throws {
        let counts = try await onThread {
            let local = ThreadLocal { 0 }
            let threads = (1...8).map { number in
                NativeThread.spawn {
                    for _ in 0..<1_000 * number { local.value += 1 }
                    return local.value
                }
            }
            return threads.map { $0.join() }
        }
        #expect(counts == (1...8).map { $0 * 1_000 })
    }

    /// V2: the initializer runs at the first touch in each thread, on that thread, and once.
    @Test func initializer_runsOnceInEachThreadThatTouches() async throws {
        let (made, names) = try await onThread {
            let made = AtomicCell(0)
            let local = ThreadLocal {
                _ = made.add(1)
                return NativeThread.current.name
            }
            let before = made.load()
            let threads = ["a", "b"].map { name in
                NativeThread.spawn(name: name) { [local.value, local.value] }
            }
            NativeThread.spawn {}.join()
            let names = threads.flatMap { $0.join() }
            return ([before, made.load()], names)
        }
        #expect(made == [0, 2])
        #expect(names == ["a", "a", "b", "b"])
    }

    /// V2: a value that is set first needs no initializer.
    @Test func value_setBeforeItIsRead_doesNotRunTheInitializer() async throws {
        let value = try await onThread {
            let local = ThreadLocal { () -> Int in preconditionFailure("the initializer was run") }
            local.value = 5
            return local.value
        }
        #expect(value == 5)
    }

    /// V2: an initializer may use other thread locals, and threads.
    @Test func initializer_thatUsesOtherThreadLocals_works() async throws {
        let value = try await onThread {
            let first = ThreadLocal { 1 }
            let second = ThreadLocal { first.value + 1 }
            let third = ThreadLocal { NativeThread.spawn { second.value }.join() + second.value }
            return third.value
        }
        #expect(value == 4)
    }

    /// V1: an object that is not `Sendable` is used where it is.
    @Test func withValue_ofAnObject_changesTheThreadsOwn() async throws {
        let counts = try await onThread {
            let local = ThreadLocal { Tally() }
            let count: @Sendable () -> Int = {
                local.withValue { $0.count += 1 }
                local.withValue { $0.count += 1 }
                return local.withValue { $0.count }
            }
            return [count(), NativeThread.spawn { count() }.join()]
        }
        #expect(counts == [2, 2])
    }

    /// V1: in place, without a copy.
    @Test func withValue_ofAnArray_changesItInPlace() async throws {
        let (isSame, count) = try await onThread {
            let local = ThreadLocal { [UInt8]() }
            local.withValue { $0.reserveCapacity(1_000) }
            let address: @Sendable (inout [UInt8]) -> UInt = { bytes in
                unsafe bytes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
            }
            let before = local.withValue { address(&$0) }
            for number in 0..<100 { local.withValue { $0.append(UInt8(number)) } }
            return (before == local.withValue { address(&$0) }, local.value.count)
        }
        #expect(isSame)
        #expect(count == 100)
    }

    /// V1: a body that throws has done what it has done.
    @Test func withValue_whoseBodyThrows_keepsWhatWasDoneAndCanBeUsedAgain() async throws {
        struct Failure: Error {}
        let value = try await onThread {
            let local = ThreadLocal { 0 }
            #expect(throws: Failure.self) {
                try local.withValue { value throws(Failure) in
                    value = 7
                    throw Failure()
                }
            }
            local.withValue { $0 += 1 }
            return local.value
        }
        #expect(value == 8)
    }

    /// V1: as in `del local.attribute`; V2: the next touch begins anew.
    @Test func removeValue_givesItAndTheNextUseMakesAnother() async throws {
        let seen = try await onThread {
            let made = AtomicCell(0)
            let local = ThreadLocal { made.add(1) }
            let first = [local.removeValue(), local.value, local.removeValue(), local.removeValue()]
            return first + [local.value]
        }
        #expect(seen == [nil, 1, 1, nil, 2])
    }

    /// V1: the caller has the object that was removed, and nobody else.
    @Test func removeValue_ofAnObject_mayBeSentToAnotherThread() async throws {
        let count = try await onThread {
            let local = ThreadLocal { Tally() }
            local.withValue { $0.count = 3 }
            guard let tally = local.removeValue() else { return 0 }
            return NativeThread.spawn { tally.count }.join()
        }
        #expect(count == 3)
    }

    /// V1, X7: also on threads that this package did not start.
    @Test func value_onAForeignThread_isItsOwn() async throws {
        let (seen, mine) = try await onThread {
            let local = ThreadLocal { 0 }
            let seen = Locked<[Int]>([])
            local.value = 1
            let foreign = ForeignThread {
                local.value += 10
                let value = local.value
                seen.withLock { $0.append(value) }
            }
            foreign.join()
            return (seen.withLock { $0 }, local.value)
        }
        #expect(seen == [10])
        #expect(mine == 1)
    }

    /// V1: more than the system has keys.
    @Test func threadLocals_thousandsOfThem_allWork() async throws {
        let sum = try await onThread {
            let locals = (0..<3_000).map { number in ThreadLocal { number } }
            return NativeThread.spawn { locals.reduce(0) { $0 + $1.value } }.join()
        }
        #expect(sum == 2_999 * 1_500)
    }

    /// V1: a place that was another's is no one's value.
    @Test func threadLocal_inThePlaceOfOneThatIsGone_beginsAnew() async throws {
        let seen = try await onThread {
            (0..<100).map { number in
                let local = ThreadLocal { -number }
                let first = local.value
                local.value = 1_000
                return first
            }
        }
        #expect(seen == (0..<100).map { -$0 })
    }

    /// V1: code that does not suspend may use it in a task.
    @Test func withValue_inATask_works() async {
        let local = ThreadLocal { 1 }
        #expect(local.withValue { $0 } == 1)
    }
}
