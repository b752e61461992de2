// Part of swift-threading. Apache-2.0: see LICENSE.

/// A plain variable that threads share.
final class Box<Value>: @unchecked Sendable {
    // Unchecked: each program says what guards it.
    var value: Value

    init(_ value: Value) {
        self.value = value
    }
}
