// Part of swift-threading. Apache-2.0: see LICENSE.

package import ThreadingCore

/// From when to when a thread waited for something, or held it.
package struct TimelineSpan: Sendable, Equatable {
    /// Of what kind it is that was waited for; a lock where one was held.
    package let kind: WaitReason.Kind

    /// What that is called: `lock 1`, `room in jobs`.
    package let object: String

    /// Nanoseconds since the beginning of the timeline.
    package let time: Range<Int>

    package init(_ kind: WaitReason.Kind, _ object: String, _ time: Range<Int>) {
        self.kind = kind
        self.object = object
        self.time = time
    }

    /// What the thread did, if it waited.
    package var waiting: String {
        kind == .sleep ? "sleeps" : "waits for \(object)"
    }
}
