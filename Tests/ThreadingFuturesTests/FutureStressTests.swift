// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Futures that are kept, cancelled and awaited at once, by threads and tasks.
///
/// They also run under Thread Sanitizer.
@Suite(.serialized) struct FutureStressTests {
    /// What a reader saw.
    enum Seen: Equatable, Sendable {
        case value(Int)
        case cancelled
        case failed

        init(_ body: () throws -> Int) {
            do { self = .value(try body()) } catch { self.init(error) }
        }

        init(_ error: any Error) {
            self = error as? FutureError == .cancelled ? .cancelled : .failed
        }
    }

    private static let count = 400

    /// U1, U3, U7: all readers of a future see the same, and what the winner was told.
    @Test func keepingCancellingAndReading_atOnce_agree() async throws {
        let promises = (0..<Self.count).map { _ in Promise<Int>() }
        let futures = promises.map(\.future)
        let tasks = (0..<3).map { _ in
            Task {
                var seen: [Seen] = []
                for future in futures {
                    do { seen.append(.value(try await future.value)) } catch { seen.append(Seen(error)) }
                }
                return seen
            }
        }
        let (winners, readings) = try await onThread {
            let keepers = (1...2).map { keeper in
                NativeThread.spawn { promises.indices.map { promises[$0].succeed(keeper * 10_000 + $0) } }
            }
            let canceller = NativeThread.spawn { futures.reversed().map { $0.cancel() } }
            let readers = (0..<2).map { _ in
                NativeThread.spawn { futures.map { future in Seen { try future.result() } } }
            }
            let poller = NativeThread.spawn {
                futures.map { future in
                    Seen {
                        while true {
                            if let value = try future.result(for: .microseconds(20)) { return value }
                        }
                    }
                }
            }
            let kept = keepers.map { $0.join() }
            let cancelled = Array(canceller.join().reversed())
            let winners = promises.indices.map { index -> Seen in
                if cancelled[index] { return .cancelled }
                return .value((kept[0][index] ? 10_000 : 20_000) + index)
            }
            let lone = promises.indices.allSatisfy { index in
                [kept[0][index], kept[1][index], cancelled[index]].count { $0 } == 1
            }
            return (lone ? winners : [], (readers + [poller]).map { $0.join() })
        }
        #expect(winners.count == Self.count)
        for reading in readings { #expect(reading == winners) }
        for task in tasks { #expect(await task.value == winners) }
    }

    /// U3: the result comes in the very moment in which a task begins to wait for it.
    @Test func value_thatComesWhileATaskBeginsToWait_resumesIt() async throws {
        final class Progress: Sendable { let round = Atomic(-1) }
        let progress = Progress()
        let promises = (0..<16_000).map { _ in Promise<Int>() }
        let futures = promises.map(\.future)
        let reader = Task {
            var sum = 0
            for (round, future) in futures.enumerated() {
                progress.round.store(round, ordering: .releasing)
                sum += try await future.value
            }
            return sum
        }
        try await onThread {
            // Step by step with the reader for a while; on a busy machine each step costs a time slice.
            let end = ContinuousClock.now + .milliseconds(400)
            for (round, promise) in promises.enumerated() {
                guard .now < end else {
                    promise.succeed(1)
                    continue
                }
                waitUntil { progress.round.load(ordering: .acquiring) >= round }
                // A little later each time, to meet every moment of the beginning.
                for _ in 0..<round % 100 { _ = progress.round.load(ordering: .relaxed) }
                promise.succeed(1)
            }
        }
        #expect(try await reader.value == 16_000)
    }

    /// U8: promises that are dropped by one thread while others wait.
    @Test func dropping_whileOthersWait_failsEveryFuture() async throws {
        let readings = try await onThread {
            let promises = Locked<[Promise<Int>]>((0..<Self.count).map { _ in Promise<Int>() })
            let futures = promises.withLock { $0.map(\.future) }
            let readers = (0..<3).map { _ in
                NativeThread.spawn { futures.map { future in Seen { try future.result() } } }
            }
            let droppers = (0..<2).map { _ in
                NativeThread.spawn {
                    while let last = promises.withLock({ $0.popLast() }) { withExtendedLifetime(last) {} }
                }
            }
            for dropper in droppers { dropper.join() }
            return readers.map { $0.join() }
        }
        for reading in readings { #expect(reading == Array(repeating: .failed, count: Self.count)) }
    }
}
