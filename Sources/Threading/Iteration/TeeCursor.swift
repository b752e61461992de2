// Part of swift-threading. Apache-2.0: see LICENSE.

/// Where one iterator of a tee is.
final class TeeCursor<Element: Sendable>: @unchecked Sendable {
    // Unchecked: guarded by the lock of the source.
    var place: TeeNode<Element>

    init(_ place: TeeNode<Element>) {
        self.place = place
    }
}
