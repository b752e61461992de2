// Part of swift-threading. Apache-2.0: see LICENSE.

/// A variable without a lock whose accesses an exploration watches.
///
/// For showing that something guards it: two accesses, one of them a write, that nothing orders are
/// a ``ExplorationFailure/Kind/dataRace``, in whichever order they came. Each access is a step. Under Thread
/// Sanitizer (`swift test --sanitize=thread`) all memory is watched, and this is not needed.
///
/// Outside an exploration it is a plain variable, and no safer than one.
public final class WatchedVariable<Value>: @unchecked Sendable {
    private var value: Value

    /// Creates a variable.
    ///
    /// - Parameters:
    ///   - value: what it holds at first.
    ///   - name: what failures call it.
    public init(_ value: Value, name: String? = nil) {
        self.value = value
    }

    /// Reads it.
    ///
    /// - Returns: what was written last.
    public func read() -> Value { value }

    /// Writes it.
    ///
    /// - Parameter value: what it holds from now on.
    public func write(_ value: Value) { self.value = value }
}
