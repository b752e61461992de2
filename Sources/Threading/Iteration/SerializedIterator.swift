// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// An iterator that many threads take from: each element goes to one of them.
///
/// Its ``next()`` calls that of the iterator that it was made from, by one thread at a time. Use it to deal out the
/// elements of a sequence that is made while it is read, such as a file's lines. A `BlockingQueue` also has room between
/// those who make the elements and those who take them. To give each thread *every* element, see ``TeeIterator``.
///
/// ```swift
/// let paths = SerializedIterator(walk(folder))
/// let workers = (0..<4).map { _ in
///     NativeThread.spawn { for path in paths { index(path) } }
/// }
/// for worker in workers { worker.join() }
/// ```
///
/// A loop over it takes what is left. After the first `nil` it is over for all, and the iterator that it was made from is
/// destroyed. Each thread gets its elements in the order of the sequence.
///
/// **Blocking**: while another thread is in ``next()``, as long as the iterator that it was made from takes for an
/// element. That one runs under a lock, so it must not wait for threads that take from here.
///
/// **Ordering**: what the iterator does for one element is before what it does for the next, whichever threads ask.
///
/// **Precondition**: the iterator does not take from this one itself.
///
/// - Complexity: O(1) above what the iterator costs. Nothing is buffered.
///
/// **Python**: `threading.serialize_iterator`. For `synchronized_iterator`, let the function return one of these.
public final class SerializedIterator<Base: IteratorProtocol>: Sequence, IteratorProtocol, @unchecked Sendable
where Base.Element: Sendable {
    // Unchecked: `base` is touched by the thread that holds `lock` alone.
    private let lock = LockWord()
    private var base: Base?

    /// The number of the thread that is in `next()`, or zero.
    private let taker = Atomic<UInt64>(0)

    /// Shares an iterator that nobody else uses from now on.
    ///
    /// - Parameter iterator: what makes the elements, on whatever thread asks for one.
    public init(_ iterator: sending Base) {
        base = iterator
    }

    /// Shares the elements of a sequence that nobody else uses from now on.
    ///
    /// - Parameter sequence: what makes the elements, on whatever thread asks for one.
    public convenience init<Elements: Sequence>(_ sequence: sending Elements) where Elements.Iterator == Base {
        self.init(sequence.makeIterator())
    }

    /// Takes the next element, for the caller alone.
    ///
    /// **Blocking**: while another thread takes one.
    ///
    /// - Returns: the element; `nil` if there is none left, now and for ever.
    @available(*, noasync, message: "blocks the thread")
    public func next() -> Base.Element? {
        let me = NativeThread.current.id
        // Relaxed, here and below: the only question is «is it me?», and that answer was written by the caller itself.
        Misuse.unless(
            taker.load(ordering: .relaxed) != me,
            "a serialized iterator takes from itself, and would wait for ever"
        )
        lock.lock()
        taker.store(me, ordering: .relaxed)
        let element = base?.next()
        let over = element == nil ? base : nil
        if element == nil { base = nil }
        taker.store(0, ordering: .relaxed)
        lock.unlock()
        // Destroyed after the lock is released: it may be anything.
        withExtendedLifetime(over) {}
        return element
    }

    /// The iterator itself: a loop takes what is left.
    @available(*, noasync, message: "blocks the thread")
    public func makeIterator() -> SerializedIterator { self }
}
