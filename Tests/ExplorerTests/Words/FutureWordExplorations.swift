// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

@testable import ThreadingCore
@testable import ThreadingFutures

/// The word of a future, step by step: it ends once, and whoever waits or watches learns of it.
@Suite struct FutureWordExplorations {
    /// A word, and the result that belongs to it.
    private final class Model: @unchecked Sendable {
        // Unchecked: both are constant, and the word is an atomic.
        let state = FutureWord<ExploredFutureCell>()
        let result = WatchedVariable(0, name: "the result")

        func wait(until deadline: Deadline = .never) -> Bool {
            state.wait(until: deadline, for: WaitReason(.future, object: 1))
        }

        /// Writes it as a promise does; whether it was the first.
        func write(_ value: Int) -> Bool {
            guard state.beginWriting() else { return false }
            result.write(value)
            _ = state.finish()
            return true
        }
    }

    private func exhaust(preemptions: Int? = nil, _ body: @escaping @Sendable () -> Void) throws {
        let report = try explore(
            .exhaustive,
            preemptions: preemptions,
            schedules: 200_000,
            timeLimit: .seconds(900),
            body
        )
        #expect(report.isExhausted, "\(report)")
    }

    /// Finishing against waiting: with two that wait.
    @Test func finish_whileTwoWait_releasesBoth() throws {
        try exhaust(preemptions: 3) {
            let model = Model()
            let read: @Sendable () -> Void = {
                expect(model.wait() && model.result.read() == 1, "the end came without the result")
            }
            let one = NativeThread.spawn(read)
            let two = NativeThread.spawn(read)
            expect(model.state.claim(), "nobody else claims it")
            model.result.write(1)
            expect(!model.state.finish(), "nobody is to be told")
            one.join()
            two.join()
        }
    }

    /// Finishing against a wait that ends by itself.
    @Test func finish_whileOneWaitsForATime_isSeenOrNot() throws {
        try exhaust {
            let model = Model()
            let reader = NativeThread.spawn {
                if model.wait(until: Deadline(after: .seconds(1))) { expect(model.result.read() == 1, "no result") }
            }
            expect(model.write(1), "nobody else writes it")
            reader.join()
            expect(model.wait(until: .immediate), "it has ended, and is not seen to have")
        }
    }

    /// Finishing against waiting against cancelling: as a task of a pool is.
    @Test func claim_besideACancellation_oneOfThemEndsIt() throws {
        try exhaust(preemptions: 3) {
            let model = Model()
            let reader = NativeThread.spawn { model.wait() && model.state.isFinished }
            let canceller = NativeThread.spawn {
                guard model.state.cancel(ends: false) == .first else { return false }
                model.state.release()
                model.result.write(2)
                _ = model.state.finish()
                return true
            }
            let isClaimed = model.state.claim()
            if isClaimed {
                model.result.write(1)
                _ = model.state.finish()
            }
            expect(canceller.join() != isClaimed, "both have it, or neither")
            expect(reader.join(), "a wait has ended before the end")
            expect(model.state.isCancelled != isClaimed, "it is not what it was told to be")
            expect(model.result.read() == (isClaimed ? 1 : 2), "the other has written")
        }
    }

    /// As a promise is kept twice and its future cancelled.
    @Test func write_byTwoBesideACancellation_oneOfThemEndsIt() throws {
        try exhaust(preemptions: 2) {
            let model = Model()
            let other = NativeThread.spawn { model.write(2) }
            let canceller = NativeThread.spawn { model.state.cancel(ends: true) == .first }
            let isFirst = model.write(1)
            let isSecond = other.join()
            let isCancelled = canceller.join()
            expect([isFirst, isSecond, isCancelled].filter(\.self).count == 1, "more than one has ended it, or none")
            expect(model.wait(until: .immediate), "it has not ended")
            expect(model.result.read() == (isFirst ? 1 : isSecond ? 2 : 0), "the other has written")
        }
    }

    /// An observer is in time, and whoever ends it knows; or is too late, and the result is there.
    @Test func noteObserver_besideTheEnd_isSeenOrTooLate() throws {
        try exhaust {
            let model = Model()
            let observer = NativeThread.spawn { model.state.noteObserver() }
            expect(model.state.claim(), "nobody else claims it")
            model.result.write(1)
            let tells = model.state.finish()
            expect(observer.join() == tells, "an observer is not told, or told twice")
        }
    }

    /// The same beside a cancellation that ends it at once.
    @Test func noteObserver_besideACancellation_isSeenOrTooLate() throws {
        try exhaust {
            let model = Model()
            let observer = NativeThread.spawn { model.state.noteObserver() }
            expect(model.state.cancel(ends: true) == .first, "nobody else ends it")
            let tells = model.state.tellsOthers
            expect(observer.join() == tells, "an observer is not told, or told twice")
        }
    }

    /// That somebody reads, waits or watches takes nothing away from the state.
    @Test func noteRead_besideTheEnd_losesNothing() throws {
        try exhaust {
            let model = Model()
            let reader = NativeThread.spawn { model.state.noteRead() }
            let waiter = NativeThread.spawn { model.wait() }
            expect(model.write(1), "nobody else writes it")
            reader.join()
            expect(waiter.join() && model.state.isRead && model.state.isFinished, "a bit is lost")
        }
    }
}
