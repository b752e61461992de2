// Part of swift-threading. Apache-2.0: see LICENSE.

// What belongs to the main actor is not for other threads.

import Threading

@MainActor
final class Screen {
    private var lines = 0
    func start() { NativeThread.spawn { Task { @MainActor in self.lines += 1 } } }
}
