// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// An element of the collection: each of them, in one schedule or another.
///
/// For what a test would otherwise draw at random: `choose(0..<3)`, `choose([true, false])`. The choice is
/// part of the schedule.
///
/// **Precondition**: the collection is not empty.
///
/// - Parameter possibilities: what to choose from; the first is the default.
/// - Returns: one of them.
public func choose<Possibilities: RandomAccessCollection>(_ possibilities: Possibilities) -> Possibilities.Element {
    Misuse.unless(!possibilities.isEmpty, "there is nothing to choose from")
    let offset = Conductor.current("choose").choose(possibilities.count)
    return possibilities[possibilities.index(possibilities.startIndex, offsetBy: offset)]
}
