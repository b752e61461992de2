// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// An ``Event`` with a file descriptor that is readable while the event is set: for threads that wait for descriptors, too.
///
/// A thread in `poll`, `epoll_wait` or `kevent` waits for sockets and pipes, and for no event of this package. With this
/// one among its descriptors, other threads can end its wait. Where nobody polls, an ``Event`` costs less.
///
/// ```swift
/// let mustStop = try PollableEvent()
/// let server = NativeThread.spawn {
///     var files = [pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
///                  pollfd(fd: mustStop.fileDescriptor, events: Int16(POLLIN), revents: 0)]
///     while poll(&files, 2, -1) >= 0, !mustStop.isSet { serve(socket) }
/// }
/// mustStop.set()
/// ```
///
/// | | unset | set |
/// | --- | --- | --- |
/// | ``fileDescriptor`` | not readable | readable |
/// | ``isSet`` | `false` | `true` |
/// | ``wait()`` | blocks | returns |
/// | ``wait(for:)``, ``wait(until:)`` | blocks, `false` at the deadline | `true` |
/// | ``set()`` | wakes all | nothing changes |
/// | ``clear()`` | nothing changes | unset |
///
/// **Blocking**, **Ordering**: as for ``Event``.
///
/// - Complexity: a set or clear that changes something makes a system call.
///
/// **Python**: there is none; a "selectable event" is asked for (gh-84665).
public final class PollableEvent: Sendable {
    private let lock = LockWord()
    private let event: Event
    private let descriptor: ReadableDescriptor

    /// Creates an event and its descriptor.
    ///
    /// - Parameter isSet: whether it is set from the start.
    /// - Throws: ``DescriptorError`` if the process can have no more descriptors.
    public init(isSet: Bool = false) throws(DescriptorError) {
        do {
            descriptor = try ReadableDescriptor()
        } catch {
            throw DescriptorError(error)
        }
        event = Event(isSet: isSet)
        if isSet { descriptor.makeReadable() }
    }

    /// Readable while the event is set.
    ///
    /// To be polled only: what is in it is the event's, which closes it at its end.
    public var fileDescriptor: Int32 { descriptor.reading }

    /// Whether the event is set.
    ///
    /// Stale on return, unless nobody clears it.
    public var isSet: Bool { event.isSet }

    /// Sets the event, and wakes all that wait for it, in whichever way.
    ///
    /// Never blocks.
    public func set() {
        // Under a lock, so that event and descriptor change together.
        lock.lock()
        defer { lock.unlock() }
        if !event.isSet { descriptor.makeReadable() }
        event.set()
    }

    /// Makes it wait-for again.
    public func clear() {
        lock.lock()
        defer { lock.unlock() }
        guard event.isSet else { return }
        descriptor.makeUnreadable()
        event.clear()
    }

    /// Waits until the event is set.
    @available(*, noasync, message: "blocks the thread")
    public func wait() { event.wait() }

    /// Waits until the event is set, or the time is over.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Returns: whether the event was set.
    @available(*, noasync, message: "blocks the thread")
    public func wait(for duration: Duration?) -> Bool { event.wait(for: duration) }

    /// Waits until the event is set, or an instant comes.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether the event was set.
    @available(*, noasync, message: "blocks the thread")
    public func wait(until instant: ContinuousClock.Instant) -> Bool { event.wait(until: instant) }
}
