// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``SerializedIterator`` and ``TeeIterator`` promise, in every interleaving.
@Suite struct IterationContractTests {
    /// F12: the iterator runs by one thread at a time, and each sees what it did for the other.
    @Test func serializedNext_byTwoThreads_dividesTheElements() throws {
        try exhaust([[1, 2], [2, 1]]) {
            let last = WatchedVariable(0)
            let numbers = SerializedIterator(
                AnyIterator {
                    last.write(last.read() + 1)
                    return last.read()
                }
            )
            let one = NativeThread.spawn { numbers.next() ?? 0 }
            let two = NativeThread.spawn { numbers.next() ?? 0 }
            return [one.join(), two.join()]
        }
    }

    /// F12: one of them gets the last, and both the end.
    @Test func serializedNext_atTheEnd_isNilForAll() throws {
        try exhaust([[1, 0], [0, 1]]) {
            let numbers = SerializedIterator(CollectionOfOne(1))
            let one = NativeThread.spawn { numbers.next() ?? 0 }
            let two = NativeThread.spawn { numbers.next() ?? 0 }
            let seen = [one.join(), two.join()]
            expect(numbers.next() == nil)
            return seen
        }
    }

    /// F12: whoever is first has it made, and both get all.
    @Test func teeNext_byAThreadForEachCopy_givesBothEverything() throws {
        try exhaust {
            let last = WatchedVariable(0)
            let copies = TeeIterator.copies(
                of: AnyIterator {
                    let next = last.read() + 1
                    last.write(next)
                    return next > 1 ? nil : next
                }
            )
            let (one, two) = (copies[0], copies[1])
            let first = NativeThread.spawn { [one.next(), one.next()] }
            let second = NativeThread.spawn { [two.next(), two.next()] }
            expect(first.join() == [1, nil] && second.join() == [1, nil])
        }
    }

    /// F12: a copy that two threads share divides its elements, whatever the other copy does.
    @Test func teeNext_byTwoThreadsOnOneCopy_dividesItsElements() throws {
        try exhaust([[1, 2], [2, 1]]) {
            let copies = TeeIterator.copies(of: 1...2)
            let (one, other) = (copies[0], copies[1])
            let first = NativeThread.spawn { one.next() ?? 0 }
            let second = NativeThread.spawn { one.next() ?? 0 }
            expect(other.next() == 1)
            let seen = [first.join(), second.join()]
            expect(one.next() == nil && other.next() == 2)
            return seen
        }
    }
}
