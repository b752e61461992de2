// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization

/// Room for one object that somebody on another floor keeps with the owner of this, as a stored property of its class.
package struct AttachedObject: ~Copyable, Sendable {
    private let slot = Atomic<UInt>(0)

    package init() {}

    /// What was attached, which lives as long as the owner; `nil` if nothing was.
    package var reference: Unmanaged<AnyObject>? {
        // Acquiring: whoever sees the pointer sees the object that it points to.
        guard let pointer = unsafe UnsafeRawPointer(bitPattern: slot.load(ordering: .acquiring)) else { return nil }
        // Sound: it was retained for this, and is never replaced.
        return unsafe Unmanaged<AnyObject>.fromOpaque(pointer)
    }

    /// As above, for the caller to keep.
    package var object: AnyObject? { unsafe reference?.takeUnretainedValue() }

    /// Attaches an object, once, and keeps it until the owner goes.
    package func attach(_ object: AnyObject) {
        let pointer = unsafe UInt(bitPattern: Unmanaged.passRetained(object).toOpaque())
        // Releasing: see above.
        let result = slot.compareExchange(
            expected: 0,
            desired: pointer,
            successOrdering: .releasing,
            failureOrdering: .relaxed
        )
        Misuse.unless(result.exchanged, "two objects were attached in one place")
    }

    deinit {
        guard let pointer = unsafe UnsafeRawPointer(bitPattern: slot.load(ordering: .acquiring)) else { return }
        unsafe Unmanaged<AnyObject>.fromOpaque(pointer).release()
    }
}
