// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a thread sleeps on, for those who look from outside.
package struct WaitReason: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case lock, condition, event, semaphore, join, sleep, queue, future, work, stop, barrier, latch, once
    }

    package let kind: Kind

    /// The address of the object, so that waits on one object can be told to be so.
    ///
    /// It is never read through.
    package let object: UInt

    package init(_ kind: Kind, object: UInt) {
        self.kind = kind
        self.object = object
    }
}
