// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Several iterators over one sequence.
@Suite struct TeeIteratorTests {
    /// F12: each gives every element, whoever is first, and the sequence is run through once.
    @Test func copies_readByThreadsAtOnce_giveEveryElement() async throws {
        let (parts, made) = try await onThread {
            let made = AtomicCell(0)
            // An iterator that is plain memory, which Thread Sanitizer watches.
            var last = 0
            let copies = TeeIterator.copies(
                of: AnyIterator {
                    guard last < 3_000 else { return nil as Int? }
                    last += 1
                    made.add(1)
                    return last
                },
                count: 4
            )
            let threads = copies.map { copy in NativeThread.spawn { Array(copy) } }
            return (threads.map { $0.join() }, made.load())
        }
        #expect(parts == Array(repeating: Array(1...3_000), count: 4))
        #expect(made == 3_000)
    }

    /// F12: one far behind has what the others have passed.
    @Test func copy_farBehind_hasWhatTheOthersHavePassed() async throws {
        let seen = try await onThread {
            let copies = TeeIterator.copies(of: 0..<1_000)
            let first = Array(copies[0])
            let next = copies[0].next()
            return (first.count, next, Array(copies[1]).reduce(0, +))
        }
        #expect(seen == (1_000, nil, 499_500))
    }

    /// F12: unlike Python's, one may be shared: then it gives each element to one thread.
    @Test func copy_sharedByThreads_givesEachElementOnce() async throws {
        let (shared, other) = try await onThread {
            let copies = TeeIterator.copies(of: 1...4_000)
            let (one, two) = (copies[0], copies[1])
            let threads = (0..<4).map { _ in NativeThread.spawn { Array(one) } }
            let other = NativeThread.spawn { Array(two) }
            return (threads.flatMap { $0.join() }.sorted(), other.join())
        }
        #expect(shared == Array(1...4_000))
        #expect(other == shared)
    }

    /// F12: while an element is being made, what is there can be had, and what is not is waited for.
    @Test func next_whileAnotherHasAnElementMade_waitsOnlyIfItNeedsThat() async throws {
        let seen = try await onThread {
            let (isIn, mayGo) = (Event(), Event())
            var count = 0
            let copies = TeeIterator.copies(
                of: AnyIterator {
                    count += 1
                    if count == 2 {
                        isIn.set()
                        mayGo.wait()
                    }
                    return count
                },
                count: 3
            )
            let (one, two, three) = (copies[0], copies[1], copies[2])
            _ = one.next()
            let maker = NativeThread.spawn { one.next() }
            isIn.wait()
            // It is there.
            let early = two.next()
            let waiting = NativeThread.spawn { [three.next(), three.next()] }
            waitUntilAsleep(waiting.thread, on: .condition)
            mayGo.set()
            return [early, maker.join()] + waiting.join()
        }
        #expect(seen == [1, 2, 1, 2])
    }

    /// F12: what all have passed, and what nobody is left to read, is kept for nobody.
    @Test func elements_thatAllHavePassed_areDestroyed() async throws {
        let living = try await onThread {
            let lives = LifeCounter()
            final class Item: Sendable {
                private let life: Locked<LifeCounter.Counted>
                init(_ lives: LifeCounter) { life = Locked(lives.makeObject()) }
            }
            var copies = TeeIterator.copies(of: (0..<100).lazy.map { _ in Item(lives) })
            for _ in 0..<10 { _ = copies[0].next() }
            var living = [lives.living]
            for _ in 0..<4 { _ = copies[1].next() }
            living.append(lives.living)
            // Nobody is behind any more.
            copies.removeLast()
            living.append(lives.living)
            _ = copies[0].next()
            living.append(lives.living)
            copies = []
            return living + [lives.living]
        }
        #expect(living == [10, 6, 0, 0, 0])
    }

    /// F12: one that is dropped far behind leaves a chain that is no deeper on the stack than one element.
    @Test func copy_droppedFarBehind_doesNotOverflowTheStack() async throws {
        let count = try await onThread {
            NativeThread.spawn(stackSize: 64 << 10) {
                var copies = TeeIterator.copies(of: 0..<200_000)
                let count = copies[0].reduce(0) { count, _ in count + 1 }
                copies.removeLast()
                return count
            }.join()
        }
        #expect(count == 200_000)
    }

    /// F12: as many as asked for; none is none.
    @Test func copies_ofNone_areNone() async throws {
        let counts = try await onThread { [0, 1, 5].map { TeeIterator.copies(of: [1, 2], count: $0).count } }
        #expect(counts == [0, 1, 5])
    }

    /// F12: `nil` is for ever, also for an iterator that would begin again.
    @Test func next_afterTheEnd_isNilForEver() async throws {
        let seen = try await onThread {
            var count = 0
            let copies = TeeIterator.copies(
                of: AnyIterator {
                    count += 1
                    return count.isMultiple(of: 2) ? nil : count
                }
            )
            return (0..<3).map { _ in copies[0].next() } + (0..<3).map { _ in copies[1].next() }
        }
        #expect(seen == [1, nil, nil, 1, nil, nil])
    }

    /// F12.
    @Test func copies_lessThanNone_stopTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = TeeIterator.copies(of: [1], count: -1)
        }
        #expect(result.errorText.contains("an iterator cannot have -1 copies"))
    }

    /// F12: a sequence that asks for its own next element would wait for itself.
    @Test func next_insideTheSequence_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let own = Locked<TeeIterator<AnyIterator<Int>>?>(nil)
                let copies = TeeIterator.copies(of: AnyIterator { own.withLock { $0 }?.next() })
                own.withLock { $0 = copies[1] }
                _ = copies[0].next()
            }
        }
        #expect(result.errorText.contains("a tee iterator takes from itself, and would wait for ever"))
    }
}
