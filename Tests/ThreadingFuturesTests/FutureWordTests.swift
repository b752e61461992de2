// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import ThreadingCore

@testable import ThreadingFutures

/// The word of a future: every state against every step, on one thread.
@Suite struct FutureWordTests {
    private typealias State = FutureWord<FutexCell>

    /// The states, and what leads to them.
    enum Reached: String, CaseIterable, Sendable {
        case pending, running, finished, finishedAfterRunning, cancelling, cancelled

        func reach(_ state: borrowing FutureWord<FutexCell>) {
            switch self {
            case .pending: break
            case .running: _ = state.claim()
            case .finished:
                _ = state.beginWriting()
                _ = state.finish()
            case .finishedAfterRunning:
                _ = state.claim()
                _ = state.finish()
            case .cancelling: _ = state.cancel(ends: false)
            case .cancelled: _ = state.cancel(ends: true)
            }
        }

        var isFinished: Bool { rawValue.hasPrefix("finished") || self == .cancelled }
        var isCancelled: Bool { rawValue.hasPrefix("cancell") }
    }

    private func check(_ state: borrowing State, is reached: Reached) {
        let isRunning = state.isRunning
        let isPending = state.isPending
        let isFinished = state.isFinished
        let isCancelled = state.isCancelled
        #expect(isPending == (reached == .pending))
        #expect(isRunning == (reached == .running))
        #expect(isFinished == reached.isFinished)
        #expect(isCancelled == reached.isCancelled)
    }

    /// U2.
    @Test(arguments: Reached.allCases) func state_isWhatWasReached(reached: Reached) {
        let state = State()
        reached.reach(state)
        check(state, is: reached)
    }

    /// U6.
    @Test(arguments: Reached.allCases) func claim_succeedsOnlyWhenPending(reached: Reached) {
        let state = State()
        reached.reach(state)
        let claimed = state.claim()
        #expect(claimed == (reached == .pending))
        check(state, is: claimed ? .running : reached)
    }

    /// U7: of those who may write, the first does, whether or not somebody has claimed it.
    @Test(arguments: Reached.allCases) func beginWriting_succeedsOnceBeforeTheEnd(reached: Reached) {
        let state = State()
        reached.reach(state)
        let mayWrite = state.beginWriting()
        let mayAgain = state.beginWriting()
        let mayClaim = state.claim()
        #expect(mayWrite == (reached == .pending || reached == .running))
        #expect(!mayAgain && !(mayWrite && mayClaim))
        guard mayWrite else { return check(state, is: reached) }
        let hasEnded = state.isFinished
        let tells = state.finish()
        #expect(!hasEnded && !tells)
        check(state, is: .finished)
    }

    /// U1.
    @Test(arguments: Reached.allCases, [false, true])
    func cancel_succeedsOnlyWhenPendingOrCancelled(reached: Reached, ends: Bool) {
        let state = State()
        reached.reach(state)
        let answer = state.cancel(ends: ends)
        switch reached {
        case .pending:
            #expect(answer == .first)
            check(state, is: ends ? .cancelled : .cancelling)
        case .cancelling, .cancelled:
            #expect(answer == .before)
            check(state, is: reached)
        case .running, .finished, .finishedAfterRunning:
            #expect(answer == .tooLate)
            check(state, is: reached)
        }
    }

    /// U1: what was cancelled ends when its work has let go.
    @Test func finish_afterACancellation_isStillCancelled() {
        let state = State()
        _ = state.cancel(ends: false)
        let wasReleased = state.isReleased
        state.release()
        let isReleased = state.isReleased
        let tells = state.finish()
        #expect(!wasReleased && isReleased && !tells)
        check(state, is: .cancelled)
    }

    /// U5: whoever ends it is told that somebody is to be told.
    @Test(arguments: Reached.allCases) func noteObserver_isSeenByWhoeverEndsIt(reached: Reached) {
        let state = State()
        reached.reach(state)
        let isInTime = state.noteObserver()
        let isAgain = state.noteObserver()
        #expect(isInTime == !reached.isFinished && isAgain == isInTime)
        guard isInTime else { return }
        let tells = state.finish()
        #expect(tells)
    }

    @Test func noteRead_changesNothingElse() {
        let state = State()
        _ = state.claim()
        let before = state.isRead
        state.noteRead()
        let after = state.isRead
        #expect(!before && after)
        check(state, is: .running)
    }

    /// U4.
    @Test(arguments: Reached.allCases) func wait_withoutTime_saysWhetherItHasEnded(reached: Reached) {
        let state = State()
        reached.reach(state)
        let hasEnded = state.wait(until: .immediate, for: WaitReason(.future, object: state.address))
        #expect(hasEnded == reached.isFinished)
    }
}
