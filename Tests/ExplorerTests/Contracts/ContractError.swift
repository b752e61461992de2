// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingExplorer

/// An error that tests throw, and tell apart by its number.
struct ContractError: Error, Hashable {
    let number: Int
}

/// Ends the schedule with a failure unless the result is this error.
func expectError<Value, Expected: Error & Equatable>(
    _ expected: Expected,
    in result: Result<Value, any Error>,
    line: UInt = #line
) {
    guard case .failure(let error as Expected) = result, error == expected else {
        return expect(false, "\(expected) was expected, not \(result)", line: line)
    }
}
