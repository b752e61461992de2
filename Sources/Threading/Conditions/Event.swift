// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A flag that threads wait for.
///
/// It starts unset. Whoever sets it wakes all that wait, and lets through all that come later, until it
/// is cleared. Use it to tell that something has happened or that it is time to stop.
///
/// ```swift
/// let mustStop = Event()
/// let heartbeat = NativeThread.spawn {
///     while !mustStop.wait(for: .seconds(1)) { beat() }
/// }
/// mustStop.set()
/// heartbeat.join()
/// ```
///
/// | | unset | set |
/// | --- | --- | --- |
/// | ``isSet`` | `false` | `true` |
/// | ``wait()`` | blocks | returns |
/// | ``wait(for:)``, ``wait(until:)`` | blocks, `false` at the deadline | `true` |
/// | ``set()`` | wakes all | nothing changes |
/// | ``clear()`` | nothing changes | unset |
///
/// **Blocking**: until the event is set, even if it is cleared before the waiting thread runs again. No
/// spurious return.
///
/// **Ordering**: what was done before ``set()`` is visible to whoever has seen the event set.
///
/// - Complexity: O(1). One load where it is set; a set makes one system call where anybody sleeps.
///
/// **Python**: `threading.Event`.
public final class Event: Sendable {
    private let word: EventWord
    private let explored: ExploredEvent?

    /// Creates an event.
    ///
    /// - Parameter isSet: whether it is set from the start.
    public init(isSet: Bool = false) {
        word = EventWord(isSet: isSet)
        explored = ExploredEvent(isSet: isSet)
    }

    /// Whether the event is set.
    ///
    /// Stale on return, unless nobody clears it.
    public var isSet: Bool { explored?.isSet ?? word.isSet }

    /// Sets the event, and wakes all that wait for it.
    ///
    /// Never blocks.
    public func set() {
        if let explored { explored.set() } else { word.set() }
    }

    /// Makes it wait-for again.
    ///
    /// Those who were let through stay through.
    public func clear() {
        if let explored { explored.clear() } else { word.clear() }
    }

    /// Waits until the event is set.
    @available(*, noasync, message: "blocks the thread")
    public func wait() {
        _ = wait(until: .never)
    }

    /// Waits until the event is set, or the time is over.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Returns: whether the event was set.
    @available(*, noasync, message: "blocks the thread")
    public func wait(for duration: Duration?) -> Bool {
        wait(until: Deadline(after: duration))
    }

    /// Waits until the event is set, or an instant comes.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether the event was set.
    @available(*, noasync, message: "blocks the thread")
    public func wait(until instant: ContinuousClock.Instant) -> Bool {
        wait(until: Deadline(instant))
    }

    private func wait(until deadline: Deadline) -> Bool {
        explored?.wait(until: deadline) ?? word.wait(until: deadline)
    }
}
