// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

/// Says when it is destroyed.
final class Witness: Sendable {
    private let isDestroyed: AtomicCell<Bool>

    init(_ isDestroyed: AtomicCell<Bool>) {
        self.isDestroyed = isDestroyed
    }

    /// Keeps it alive until here.
    func look() { expect(!isDestroyed.load()) }

    deinit { isDestroyed.store(true) }
}
