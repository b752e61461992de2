// Part of swift-threading. Apache-2.0: see LICENSE.

/// What one thread did.
///
/// Times are nanoseconds since the beginning of the timeline, and each list is in their order.
package struct TimelineLane: Sendable, Equatable {
    package let name: String

    /// The thread's number, or another that no lane of the timeline has.
    package let number: UInt64

    /// From the first to the last that is known of it.
    package let life: Range<Int>

    /// They do not overlap.
    package var waits: [TimelineSpan] = []

    /// They may overlap in any way.
    package var holds: [TimelineSpan] = []

    /// One may lie within another, in whose middle it was done.
    package var tasks: [TimelineTask] = []

    /// How many events came when there was no room left; what happened after ``life`` is then not known.
    package var dropped = 0

    package init(_ name: String, number: UInt64, life: Range<Int>) {
        self.name = name
        self.number = number
        self.life = life
    }
}
