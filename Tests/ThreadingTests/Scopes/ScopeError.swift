// Part of swift-threading. Apache-2.0: see LICENSE.

/// What threads of scopes throw in tests.
struct ScopeError: Error, Equatable, CustomStringConvertible {
    let number: Int

    init(_ number: Int) { self.number = number }

    var description: String { "error \(number)" }
}
