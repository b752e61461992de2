// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Pieces of an array, each changed by a thread of its own.
@Suite struct ThreadsOverElementsTests {
    /// 4.1.1: every element is in one piece, whatever the division.
    @Test(arguments: [0, 1, 2, 3, 7, 100], [1, 2, 3, 4, 8]) func withThreads_overAnArray_changesEachElementOnce(
        count: Int,
        threads: Int
    ) async throws {
        let (numbers, pieces) = try await onThread {
            var numbers = Array(0..<count)
            let pieces = withThreads(over: &numbers, threads: threads) { piece, start in
                for index in piece.indices { piece[index] = piece[index] * 1_000 + start + index }
                return start..<start + piece.count
            }
            return (numbers, pieces)
        }
        #expect(numbers == (0..<count).map { $0 * 1_001 })
        #expect(pieces.flatMap(\.self) == Array(0..<count))
        #expect(pieces.count == min(count, threads))
        let lengths = pieces.map(\.count)
        #expect((lengths.max() ?? 0) - (lengths.min() ?? 0) <= 1)
    }

    /// 4.1.1: at the same time, the first piece on the calling thread.
    @Test func withThreads_overElements_runsAllPiecesAtOnce() async throws {
        let (names, caller) = try await onThread {
            let present = Semaphore(value: 0)
            let mayLeave = Event()
            var numbers = [0, 0, 0]
            let names = withThreads(over: &numbers, threads: 3, name: "part") { piece, start in
                present.signal()
                if start == 0 {
                    for _ in 0..<3 { present.wait() }
                    mayLeave.set()
                }
                mayLeave.wait()
                return NativeThread.current.name
            }
            return (names, NativeThread.current.name)
        }
        #expect(names == [caller, "part-1", "part-2"])
    }

    /// 4.1.1: the copy that somebody else has is left alone.
    @Test func withThreads_overASharedArray_leavesTheOtherCopy() async throws {
        let (changed, kept) = try await onThread {
            var numbers = [1, 2, 3, 4]
            let copy = numbers
            withThreads(over: &numbers, threads: 2) { piece, _ in
                for index in piece.indices { piece[index] = 0 }
            }
            return (numbers, copy)
        }
        #expect(changed == [0, 0, 0, 0])
        #expect(kept == [1, 2, 3, 4])
    }

    /// 4.1.1: elements with storage of their own.
    @Test func withThreads_overStrings_changesThemInPlace() async throws {
        let words = try await onThread {
            var words = (0..<50).map { String(repeating: "w", count: $0) }
            withThreads(over: &words, threads: 4) { piece, start in
                for index in piece.indices { piece[index] += "-\(start + index)" }
            }
            return words
        }
        #expect(words == (0..<50).map { String(repeating: "w", count: $0) + "-\($0)" })
    }

    /// 4.1.1: any storage that has a span, and elements that cannot be copied.
    @Test func withThreads_overASpanOfNoncopyableElements_changesThem() async throws {
        struct Counter: ~Copyable, Sendable { var count: Int }
        let counts = try await onThread {
            var counters: [3 of Counter] = [Counter(count: 1), Counter(count: 2), Counter(count: 3)]
            var span = counters.mutableSpan
            withThreads(over: &span, threads: 2) { piece, _ in
                for index in piece.indices { piece[index].count *= 10 }
            }
            return [counters[0].count, counters[1].count, counters[2].count]
        }
        #expect(counts == [10, 20, 30])
    }

    /// 4.1.1: as many as there are processors.
    @Test func withThreads_withoutANumber_hasAThreadForEachProcessor() async throws {
        let count = try await onThread {
            var numbers = Array(repeating: 0, count: 10_000)
            return withThreads(over: &numbers) { piece, _ in piece.count }.count
        }
        #expect(count == NativeThread.availableProcessors)
    }

    /// 4.1.3, 4.1.48: one fails, the others are asked, nothing is lost.
    @Test(arguments: [0, 1, 2]) func withThrowingThreads_whenAPieceFails_stopsTheOthers(failing: Int) async throws {
        let error = try await onThread {
            var numbers = [0, 1, 2]
            return ThrowingThreadsTests.failures { () throws(ThreadFailures) in
                try withThrowingThreads(over: &numbers, threads: 3) { piece, start in
                    if start == failing { throw ScopeError(start) }
                    StopToken.current.wait()
                }
            }
        }
        #expect(error?.only as? ScopeError == ScopeError(failing))
        #expect(error?.failures.first?.isOfBody == (failing == 0))
    }

    /// 4.1.1.
    @Test func withThrowingThreads_withoutAFailure_returnsAllValues() async throws {
        let (sums, none) = try await onThread {
            var (numbers, empty) = (Array(1...10), [Int]())
            let sums = try withThrowingThreads(over: &numbers, threads: 2) { piece, _ in
                if piece.isEmpty { throw ScopeError(0) }
                return piece.indices.reduce(0) { $0 + piece[$1] }
            }
            return (sums, try withThrowingThreads(over: &empty, threads: 2) { _, _ in throw ScopeError(1) }.count)
        }
        #expect(sums == [15, 40])
        #expect(none == 0)
    }

    /// 4.1.1.
    @Test func withThreads_overElementsByNoThread_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                var numbers = [1]
                withThreads(over: &numbers, threads: 0) { _, _ in }
            }
        }
        #expect(result.errorText.contains("elements are divided among one thread or more, not 0"))
    }
}
