// Part of swift-threading. Apache-2.0: see LICENSE.

public import Threading
internal import ThreadingCore

/// A file descriptor that is readable when a queue has an element or is closed: for threads that wait for descriptors, too.
///
/// ```swift
/// let arrivals = try QueueDescriptor(of: commands)
/// var files = [pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
///              pollfd(fd: arrivals.fileDescriptor, events: Int16(POLLIN), revents: 0)]
/// while poll(&files, 2, -1) >= 0 {
///     arrivals.clear()
///     while let command = try commands.getIfAvailable() { run(command) }
///     …
/// }
/// ```
///
/// It stays readable until ``clear()``, which leaves it so if the queue still has something. So: clear first, then take
/// until there is nothing; what comes meanwhile makes it readable again. Others may take from the queue, too: that
/// it is readable says that there was something, not that there still is.
///
/// Threads that wait in the queue are served as if it were not there.
///
/// - Complexity: one system call for each time that it becomes readable; none while it is.
///
/// **Python**: there is none (gh-84665).
public final class QueueDescriptor: Sendable {
    private let state: State

    /// Creates a descriptor for a queue, which it keeps.
    ///
    /// - Parameter queue: of any kind.
    /// - Throws: `DescriptorError` if the process can have no more descriptors.
    public init<Element>(of queue: BlockingQueue<Element>) throws(DescriptorError) {
        do {
            state = State(queue.buffer.elementCame, try ReadableDescriptor()) { queue.buffer.isReadyToTake }
        } catch {
            throw DescriptorError(error)
        }
        state.listen()
    }

    deinit { state.end() }

    /// Readable when the queue has an element or is closed.
    ///
    /// To be polled only: what is in it is this object's, which closes it at its end.
    public var fileDescriptor: Int32 { state.descriptor.reading }

    /// Makes it unreadable, unless the queue has an element or is closed.
    public func clear() {
        state.descriptor.makeUnreadable()
        state.listen()
    }

    /// Apart from the object itself, which the queue does not keep.
    private final class State: QueueListener, @unchecked Sendable {
        // Unchecked: `place` and `isOver` are guarded by `lock`.
        let descriptor: ReadableDescriptor
        private let event: QueueEvent
        private let isReady: @Sendable () -> Bool
        private let lock = LockWord()
        private var place: QueueWaiter?
        private var isOver = false

        init(
            _ event: QueueEvent,
            _ descriptor: consuming ReadableDescriptor,
            _ isReady: @escaping @Sendable () -> Bool
        ) {
            self.event = event
            self.descriptor = descriptor
            self.isReady = isReady
        }

        /// Has the descriptor made readable at the next change, or now.
        func listen() {
            lock.lock()
            if place == nil, !isOver { place = event.add(self) }
            lock.unlock()
            if isReady() { descriptor.makeReadable() }
        }

        /// Once for each time that it listens; the element is somebody else's, who is told as well.
        func wasNotified(by event: QueueEvent) {
            descriptor.makeReadable()
            lock.lock()
            place = nil
            lock.unlock()
            event.notify()
        }

        func end() {
            lock.lock()
            isOver = true
            let left = place
            place = nil
            lock.unlock()
            // If it was told meanwhile, it passes that on itself.
            if let left { _ = event.remove(listening: left) }
        }
    }
}
