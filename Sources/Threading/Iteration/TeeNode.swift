// Part of swift-threading. Apache-2.0: see LICENSE.

/// A place between two elements, and what comes after it, once that is known.
///
/// Each iterator holds its place, and so all that comes after it; what all have passed, nobody holds.
final class TeeNode<Element: Sendable>: @unchecked Sendable {
    // Unchecked: guarded by the lock of the source, except at its end, when nobody else has it.
    var next: (element: Element, place: TeeNode)?

    /// One after the other: an iterator that is dropped far behind the others would else let each node
    /// destroy the next, deeper and deeper on the stack.
    deinit {
        var rest = take()
        while rest != nil, isKnownUniquelyReferenced(&rest) { rest = rest?.take() }
    }

    private func take() -> TeeNode? {
        defer { next = nil }
        return next?.place
    }
}
