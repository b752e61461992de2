// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// An iterator that many threads take from.
@Suite struct SerializedIteratorTests {
    /// F12: each element goes to one thread, and to each in the order of the sequence.
    @Test func next_byManyThreads_givesEachElementOnce() async throws {
        let parts = try await onThread {
            // An iterator that is plain memory, which Thread Sanitizer watches.
            var (last, sum) = (0, 0)
            let numbers = SerializedIterator(
                AnyIterator {
                    guard last < 8_000 else { return nil as Int? }
                    last += 1
                    sum += last
                    return last
                }
            )
            let threads = (0..<6).map { _ in NativeThread.spawn { Array(numbers) } }
            return threads.map { $0.join() }
        }
        #expect(parts.joined().sorted() == Array(1...8_000))
        #expect(parts.allSatisfy { $0 == $0.sorted() })
    }

    /// F12: one at a time: while one thread is in it, another waits.
    @Test func next_whileAnotherThreadIsInIt_waits() async throws {
        let seen = try await onThread {
            let (isIn, mayGo) = (Event(), Event())
            var count = 0
            let iterator = SerializedIterator(
                AnyIterator {
                    count += 1
                    isIn.set()
                    mayGo.wait()
                    return count
                }
            )
            let first = NativeThread.spawn { iterator.next() }
            isIn.wait()
            let second = NativeThread.spawn { iterator.next() }
            waitUntilAsleep(second.thread, on: .lock)
            mayGo.set()
            return [first.join(), second.join()]
        }
        #expect(seen == [1, 2])
    }

    /// F12: a loop takes what is left, wherever it is.
    @Test func loop_overWhatAnotherHasBegun_takesTheRest() async throws {
        let seen = try await onThread {
            let letters = SerializedIterator("abcdef")
            var first: [Character] = []
            for letter in letters {
                first.append(letter)
                if letter == "b" { break }
            }
            let rest = NativeThread.spawn { String(Array(letters)) }
            return [String(first), rest.join()]
        }
        #expect(seen == ["ab", "cdef"])
    }

    /// F12: the end is the end, also for an iterator that would begin again, which is destroyed then.
    @Test func next_afterTheEnd_isNilForEverAndTheIteratorHasGone() async throws {
        let (seen, isDestroyed) = try await onThread {
            let destroyed = Event()
            let probe = DeinitProbe { destroyed.set() }
            var count = 0
            let iterator = SerializedIterator(
                AnyIterator {
                    withExtendedLifetime(probe) {}
                    count += 1
                    return count.isMultiple(of: 3) ? nil : count
                }
            )
            _ = consume probe
            let seen = (0..<5).map { _ in iterator.next() }
            return (seen, destroyed.isSet)
        }
        #expect(seen == [1, 2, nil, nil, nil])
        #expect(isDestroyed)
    }

    /// F12, 3.15's `synchronized_iterator`: a function whose every result can be shared.
    @Test func function_thatReturnsOne_makesAnIteratorForEachCall() async throws {
        let sums = try await onThread {
            @Sendable func countdown(from start: Int) -> SerializedIterator<
                ReversedCollection<ClosedRange<Int>>.Iterator
            > {
                SerializedIterator((1...start).reversed())
            }
            return [3, 100].map { start in
                let numbers = countdown(from: start)
                let threads = (0..<2).map { _ in NativeThread.spawn { numbers.reduce(0, +) } }
                return threads.reduce(0) { $0 + $1.join() }
            }
        }
        #expect(sums == [6, 5_050])
    }

    /// F12: an iterator that asks the one that it is in would wait for itself.
    @Test func next_insideTheIterator_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let own = Locked<SerializedIterator<AnyIterator<Int>>?>(nil)
                let iterator = SerializedIterator(AnyIterator { own.withLock { $0 }?.next() })
                own.withLock { $0 = iterator }
                _ = iterator.next()
            }
        }
        #expect(result.errorText.contains("a serialized iterator takes from itself, and would wait for ever"))
    }
}
