// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A variable without a lock whose accesses an exploration watches.
///
/// For showing that something guards it: two accesses, one of them a write, that nothing orders are
/// a ``ExplorationFailure/Kind/dataRace``, in whichever order they came. Each access is a step. Under Thread
/// Sanitizer (`swift test --sanitize=thread`) the plain memory of the program is watched as well; see
/// <doc:WhatAPassProves> for what may hide a race from it.
///
/// What a lock orders that was made outside the exploration, or one of another library, the explorer does not
/// know: it takes such accesses for races.
///
/// Outside an exploration it is a plain variable, and no safer than one.
public final class WatchedVariable<Value>: @unchecked Sendable {
    // Unchecked: on purpose nothing guards `value`; under an exploration one thread runs at a time.
    private var value: Value

    /// The number in the exploration that this was born in; zero outside.
    private let managedID: UInt32

    /// Creates a variable.
    ///
    /// - Parameters:
    ///   - value: what it holds at first.
    ///   - name: what failures call it.
    public init(_ value: Value, name: String? = nil) {
        self.value = value
        managedID = (Seam.current as? Conductor)?.makeVariable(name) ?? 0
    }

    /// Reads it.
    ///
    /// - Returns: what was written last.
    public func read() -> Value {
        touch(isWrite: false)
        return value
    }

    /// Writes it.
    ///
    /// - Parameter value: what it holds from now on.
    public func write(_ value: Value) {
        touch(isWrite: true)
        self.value = value
    }

    private func touch(isWrite: Bool) {
        if managedID == 0 {
            Seam.current?.refuse("a watched variable was made outside the exploration; make it in the body")
            return
        }
        guard let conductor = Seam.current as? Conductor else {
            Misuse.stop("a watched variable made in an exploration was used by a thread that it does not run")
        }
        conductor.touch(managedID, isWrite: isWrite)
    }
}
