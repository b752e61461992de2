// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingFutures

/// What futures promise of callbacks, of those made from others, and of waiting for several, in every interleaving.
@Suite struct FutureSeveralContractTests {
    private struct Oops: Error {}

    @Test func whenDone_whileTheFutureEnds_isCalledOnce() throws {
        try exhaust {
            let promise = Promise<Int>()
            let future = promise.future
            let calls = AtomicCell(0)
            let writer = NativeThread.spawn { _ = promise.succeed(1) }
            future.whenDone { _ in calls.add(1) }
            writer.join()
            expect(calls.load() == 1, "called \(calls.load()) times")
        }
    }

    @Test func cancel_whileThePromiseIsKept_hasOneWinnerAndOneCall() throws {
        try exhaust(["value", "cancelled"]) {
            let promise = Promise<Int>()
            let future = promise.future
            let calls = AtomicCell(0)
            future.whenDone { _ in calls.add(1) }
            let writer = NativeThread.spawn { promise.succeed(1) }
            let isCancelled = future.cancel()
            let isKept = writer.join()
            expect(isCancelled != isKept, "both won, or neither")
            expect(calls.load() == 1, "called \(calls.load()) times")
            return isKept ? "value" : "cancelled"
        }
    }

    @Test func cancel_ofWorkWhileItBegins_letsGoOrDoesIt() throws {
        try exhaust(["did it", "cancelled"]) {
            let pool = ThreadPool(threads: 1)
            let didIt = AtomicCell(false)
            let future = pool.submit { didIt.store(true) }
            let isCancelled = future.cancel()
            _ = future.outcome()
            pool.shutdown()
            expect(isCancelled != didIt.load(), "cancelled and done, or neither")
            return isCancelled ? "cancelled" : "did it"
        }
    }

    @Test func wait_forTheFirst_endsWithEither() throws {
        // Bounded: three threads, and a step for each of what they do.
        try exhaust([1, 2], preemptions: 2) {
            let (one, two) = (Promise<Int>(), Promise<Int>())
            let writers = [one, two].map { promise in NativeThread.spawn { _ = promise.succeed(1) } }
            let done = Future.wait(for: [one.future, two.future], until: .firstDone).done
            for writer in writers { writer.join() }
            return done.count
        }
    }

    @Test func asCompleted_givesEachOnce() throws {
        try exhaust([[1, 2], [2, 1]], preemptions: 2) {
            let (one, two) = (Promise<Int>(), Promise<Int>())
            let writers = [(one, 1), (two, 2)].map { promise, number in
                NativeThread.spawn { _ = promise.succeed(number) }
            }
            let order = try Future.asCompleted([one.future, two.future]).map { try $0.result() }
            for writer in writers { writer.join() }
            return order
        }
    }

    @Test func map_whileItsSourceEnds_isCalledOnce() throws {
        try exhaust {
            let promise = Promise<Int>()
            let future = promise.future
            let writer = NativeThread.spawn { _ = promise.succeed(1) }
            expect(try future.map { $0 + 1 }.result() == 2)
            writer.join()
        }
    }

    @Test func all_whileTheyEnd_isAllOfThem() throws {
        try exhaust(preemptions: 2) {
            let (one, two) = (Promise<Int>(), Promise<Int>())
            let writers = [(one, 1), (two, 2)].map { promise, number in
                NativeThread.spawn { _ = promise.succeed(number) }
            }
            expect(try Future.all([one.future, two.future]).result() == [1, 2])
            for writer in writers { writer.join() }
        }
    }

    @Test func promise_thatIsDropped_releasesWhoWaits() throws {
        try exhaust {
            var promise: Promise<Int>? = Promise()
            guard let future = promise?.future else { return }
            let reader = NativeThread.spawn { future.outcome() }
            promise = nil
            guard case .failure(let error) = reader.join() else { return expect(false, "there is no value") }
            expect(error as? FutureError == .abandoned)
        }
    }

    @Test func timeout_whileTheWorkEnds_hasOneOutcome() throws {
        try exhaust(["value", "timed out"], preemptions: 2) {
            let promise = Promise<Int>()
            let future = promise.future.timeout(after: .seconds(1))
            let writer = NativeThread.spawn {
                NativeThread.sleep(for: .seconds(1))
                promise.succeed(1)
            }
            let outcome = future.outcome()
            writer.join()
            switch outcome {
            case .success: return "value"
            case .failure(let error): return error as? FutureError == .timedOut ? "timed out" : "\(error)"
            }
        }
    }

    @Test func error_thatNobodyReads_failsTheExploration() {
        #expect(throws: (any Error).self) {
            try explore {
                let promise = Promise<Int>()
                promise.fail(Oops())
            }
        }
    }
}
