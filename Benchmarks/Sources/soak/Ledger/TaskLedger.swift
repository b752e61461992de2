// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures

/// How often each task of a round has run, and what its future says of that.
final class TaskLedger: Sendable {
    private let runs: [AtomicCell<Int>]

    init(tasks: Int) {
        runs = (0..<tasks).map { _ in AtomicCell(0) }
    }

    /// What a task does first.
    func begin(_ number: Int) { _ = runs[number].add(1) }

    /// The future must be done: with what the task returned or threw if it ran once, else with the reason why not.
    func check(_ number: Int, _ outcome: Result<Int, any Error>?) throws {
        let count = runs[number].load()
        switch outcome {
        case nil: throw Violation("task \(number) has no result after the shutdown; it ran \(count) times")
        case .success(let value):
            try Violation.unless(value == number, "task \(number) has the result of \(value)")
            try Violation.unless(count == 1, "task \(number) ran \(count) times")
        case .failure(let error as TaskFailure):
            try Violation.unless(error.number == number, "task \(number) has the error of \(error.number)")
            try Violation.unless(count == 1, "task \(number) ran \(count) times")
        case .failure(let error):
            let isReason = error is PoolError || error is FutureError || error is CancellationError
            try Violation.unless(isReason, "task \(number) failed with \(error)")
            try Violation.unless(count == 0, "task \(number) failed with «\(error)», and ran \(count) times")
        }
    }
}

/// What a task of a round throws.
struct TaskFailure: Error {
    let number: Int
}
