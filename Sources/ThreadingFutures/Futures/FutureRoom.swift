// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization

/// Two words in a future, for its body at first and for its result in the end: so a task is one object.
///
/// Atomics only because they stay where they are, and so the pointer to them is good for as long as the future lives.
@safe
struct FutureRoom: ~Copyable, Sendable {
    private let first = Atomic<UInt>(0)
    private let second = Atomic<UInt>(0)

    var address: UnsafeMutableRawPointer {
        unsafe withUnsafePointer(to: self) { unsafe UnsafeMutableRawPointer(mutating: $0) }
    }
}
