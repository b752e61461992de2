// Part of swift-threading. Apache-2.0: see LICENSE.

// What belongs to the main actor is not for other threads.

import Threading

@MainActor
final class Screen {
    private var lines = 0
    // error: main actor-isolated property 'lines' can not be mutated from a nonisolated context
    func start() { NativeThread.spawn { self.lines += 1 } }
}
