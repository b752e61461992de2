// Part of swift-threading. Apache-2.0: see LICENSE.

/// How many elements a queue had, and when.
package struct TimelineQueue: Sendable, Equatable {
    /// It had so many from here on.
    package struct Depth: Sendable, Equatable {
        /// Nanoseconds since the beginning of the timeline.
        package let time: Int
        package let count: Int

        package init(_ time: Int, _ count: Int) {
            self.time = time
            self.count = count
        }
    }

    package let name: String
    package var depths: [Depth]

    package init(_ name: String, _ depths: [Depth]) {
        self.name = name
        self.depths = depths
    }
}
