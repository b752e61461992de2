// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import ThreadingFutures

/// The pure machine: every state against every call, on one thread.
@Suite struct FutureStateMachineTests {
    private struct Oops: Error, Equatable {}

    /// The states, and what leads to them.
    enum Reached: String, CaseIterable, Sendable {
        case pending, running, finishedWithValue, finishedWithError, finishedAfterRunning, cancelled

        var machine: FutureStateMachine<Int> {
            var machine = FutureStateMachine<Int>()
            switch self {
            case .pending: break
            case .running: _ = machine.claim()
            case .finishedWithValue: _ = machine.finish(.success(1))
            case .finishedWithError: _ = machine.finish(.failure(Oops()))
            case .finishedAfterRunning:
                _ = machine.claim()
                _ = machine.finish(.success(1))
            case .cancelled: _ = machine.cancel()
            }
            return machine
        }

        var isFinished: Bool { rawValue.hasPrefix("finished") }
    }

    /// U2.
    @Test func machine_atTheStart_isPending() {
        let machine = FutureStateMachine<Int>()
        #expect(machine.result == nil)
        #expect(!machine.isRunning)
        #expect(!machine.isCancelled)
    }

    /// U6.
    @Test(arguments: Reached.allCases) func claim_succeedsOnlyWhenPending(reached: Reached) {
        var machine = reached.machine
        let claimed = machine.claim()
        #expect(claimed == (reached == .pending))
        #expect(machine.isRunning == (reached == .pending || reached == .running))
        #expect(machine.isCancelled == (reached == .cancelled))
    }

    /// U7.
    @Test(arguments: Reached.allCases) func finish_succeedsOnlyBeforeTheEnd(reached: Reached) {
        var machine = reached.machine
        let finished = machine.finish(.success(2))
        #expect(finished == (reached == .pending || reached == .running))
        #expect(!machine.isRunning)
        switch reached {
        case .pending, .running: #expect((try? machine.result?.get()) == 2)
        case .finishedWithValue, .finishedAfterRunning: #expect((try? machine.result?.get()) == 1)
        case .finishedWithError: #expect(throws: Oops()) { try machine.result?.get() }
        case .cancelled: #expect(throws: FutureError.cancelled) { try machine.result?.get() }
        }
    }

    /// U7.
    @Test(arguments: Reached.allCases) func finishWithAnError_succeedsOnlyBeforeTheEnd(reached: Reached) {
        var machine = reached.machine
        let finished = machine.finish(.failure(FutureError.abandoned))
        #expect(finished == (reached == .pending || reached == .running))
        #expect(machine.result != nil)
        if finished { #expect(throws: FutureError.abandoned) { try machine.result?.get() } }
        // An error of that kind is still no cancellation.
        #expect(machine.isCancelled == (reached == .cancelled))
    }

    /// U1.
    @Test(arguments: Reached.allCases) func cancel_succeedsOnlyWhenPendingOrCancelled(reached: Reached) {
        var machine = reached.machine
        switch (reached, machine.cancel()) {
        case (.pending, .cancelled), (.cancelled, .cancelledBefore): break
        case (_, .tooLate): #expect(reached == .running || reached.isFinished)
        case (_, let answer): Issue.record("\(answer) from \(reached)")
        }
        #expect(machine.isCancelled == (reached == .pending || reached == .cancelled))
        #expect(machine.isRunning == (reached == .running))
    }

    /// U2.
    @Test(arguments: Reached.allCases) func result_isThereOnlyAtTheEnd(reached: Reached) {
        let machine = reached.machine
        #expect((machine.result == nil) == (reached == .pending || reached == .running))
        #expect(machine.isRunning == (reached == .running))
    }

    /// U1, U3: a work's own cancellation error is a failure and no cancellation of the future.
    @Test func isCancelled_whenTheWorkThrewTheSameError_isFalse() {
        var machine = FutureStateMachine<Int>()
        _ = machine.claim()
        _ = machine.finish(.failure(FutureError.cancelled))
        #expect(!machine.isCancelled)
        #expect(machine.result != nil)
    }
}
