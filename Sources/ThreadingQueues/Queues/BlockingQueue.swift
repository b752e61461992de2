// Part of swift-threading. Apache-2.0: see LICENSE.

public import Synchronization
internal import Threading
internal import ThreadingCore

/// A first-in, first-out queue that passes elements from threads to threads, and makes them wait where
/// they must.
///
/// Producers put, consumers get; neither locks anything. With a capacity, producers that are faster
/// than the consumers wait, so memory stays bounded. When the producers are done they close the queue,
/// and every consumer's loop ends after the last element: there is no pill to send and no daemon to
/// cut off.
///
/// ```swift
/// let lines = BlockingQueue<String>(capacity: 100)
/// let writer = NativeThread.spawn { for line in lines { append(line) } }
/// try lines.put("hello")
/// lines.close()
/// writer.join()
/// ```
///
/// | | throws | answers at once | blocks | gives up in time |
/// | --- | --- | --- | --- | --- |
/// | insert | `closed`; `full` where it rejects | ``putIfAvailable(_:)`` | `put(_:)` | ``put(_:for:)``, ``put(_:until:)`` |
/// | insert several | the same | ``putIfAvailable(contentsOf:)`` | `put(contentsOf:)` | ``put(contentsOf:for:)``, ``put(contentsOf:until:)`` |
/// | remove | `closed`, when it is also empty | ``getIfAvailable()`` | `get()` | ``get(for:)``, ``get(until:)`` |
/// | remove several | the same | ``getIfAvailable(upTo:)`` | `get(upTo:)` | ``get(upTo:for:)``, ``get(upTo:until:)`` |
/// | remove all | – | ``closeImmediately()`` | `for element in queue` | – |
/// | wait for the work | – | ``unfinishedTasks`` | ``join()`` | ``join(for:)``, ``join(until:)`` |
///
/// In asynchronous code `put`, `put(contentsOf:)`, `get` and `get(upTo:)` suspend the task instead, and end when it is
/// cancelled; ``elements`` is the loop.
///
/// Elements need not be `Sendable`: they are sent, so whoever puts one does not use it any more.
///
/// An element that is not put because the queue is closed, full or refuses it is destroyed with the call, outside of any
/// lock; the forms for several that answer give back what they did not put.
///
/// A ``BlockingStack`` and a ``BlockingPriorityQueue`` are queues with another order; a ``QueueStorage`` makes any other.
///
/// **Blocking**: `put(_:)` until there is room, `get()` until there is an element, and both until the
/// queue is closed. Threads that wait are notified in the order in which they came, but one that runs may
/// be faster than one that was just woken, which then waits anew.
///
/// **Ordering**: what was done before an element was put is visible to whoever gets it.
///
/// No code of yours runs, and no element is destroyed, while the queue is locked: it may be used from a `deinit`.
///
/// - Complexity: O(1) each; an unbounded queue grows now and then.
///
/// **Python**: `queue.Queue`, and `queue.SimpleQueue`, whose `put` may be called from a destructor, too. Closing is its
/// `shutdown()`. The timeout is `for:`, and zero or less polls, where Python raises `ValueError` in some forms and not in
/// others. Full and empty are answers here, not errors; `maxsize=0` is no capacity. A capacity of zero is a rendezvous,
/// which Python has not.
public class BlockingQueue<Element>: @unchecked Sendable {
    // Unchecked: the buffer lets one thread at a time have an element, and an element belongs to nobody else while it is
    // in there, since it was sent.

    /// How many elements fit in; `nil` is as many as memory holds.
    public final let capacity: Int?

    /// What becomes of an element for which there is no room.
    public final let whenFull: QueueFullPolicy

    /// The buffer, if it is without a lock and bounded: what is one of these two is called by its name, and inlined.
    @usableFromInline final let ring: RingBuffer<Element, Atomic<Int>>?

    /// The buffer, if it is without a lock and unbounded.
    @usableFromInline final let list: ListBuffer<Element, Atomic<Int>>?

    final let buffer: any QueueBuffer<Element>

    /// The buffer, if it is one without room, where waiting is another matter.
    @usableFromInline final let rendezvous: Rendezvous<Element>?

    /// Those who wait in ``join()``.
    final let allDone = QueueEvent()

    /// How many elements are done, or were dropped.
    final let doneCount = AtomicCell(0)

    final let dropCount = Atomic(0)

    /// Creates an empty queue, first in, first out.
    ///
    /// **Precondition**: a capacity is not negative; one of zero has nothing to drop to make room.
    ///
    /// - Parameters:
    ///   - capacity: how many elements fit in; without one, as many as memory holds. With zero, whoever puts waits for
    ///     one who gets, and hands the element over: a rendezvous.
    ///   - whenFull: what becomes of an element for which there is no room.
    ///   - name: what a timeline calls the queue.
    public init(capacity: Int? = nil, whenFull: QueueFullPolicy = .wait, name: String? = nil) {
        Misuse.unless(capacity ?? 0 >= 0, "a queue cannot have room for \(capacity ?? 0) elements")
        Misuse.unless(
            capacity != 0 || whenFull != .dropOldest,
            "a queue without room has nothing in it that it could drop to make room"
        )
        self.capacity = capacity
        self.whenFull = whenFull
        // An explorer sees each step of a lock, and who counts the elements is told of each in order. To take one out and
        // put another in is one step under a lock only.
        let isLocked = Seam.current != nil || Observation.wantsQueueDepths || whenFull == .dropOldest
        let canBeRing = !isLocked && capacity.map { RingBuffer<Element, Atomic<Int>>.isFor($0) } ?? false
        rendezvous = capacity == 0 ? Rendezvous() : nil
        ring = canBeRing ? RingBuffer(capacity: capacity ?? 0) : nil
        list = !isLocked && capacity == nil ? ListBuffer() : nil
        let named: (any QueueBuffer<Element>)? = rendezvous ?? ring ?? list
        buffer = named ?? LockedBuffer(FirstInFirstOut(), capacity: capacity, dropsOldest: whenFull == .dropOldest)
        tellName(name)
    }

    /// Creates a queue with an order of its own.
    ///
    /// **Precondition**: a capacity is positive.
    ///
    /// - Parameters:
    ///   - storage: holds the elements; empty.
    ///   - capacity: how many elements fit in; without one, as many as memory holds.
    ///   - whenFull: what becomes of an element for which there is no room.
    ///   - name: what a timeline calls the queue.
    public init<Storage: QueueStorage<Element>>(
        storage: sending Storage,
        capacity: Int? = nil,
        whenFull: QueueFullPolicy = .wait,
        name: String? = nil
    ) {
        Misuse.unless(capacity.map { $0 > 0 } ?? true, "a queue has room for one element or more, not \(capacity ?? 0)")
        Misuse.unless(storage.count == 0, "the storage of a new queue is empty")
        self.capacity = capacity
        self.whenFull = whenFull
        rendezvous = nil
        ring = nil
        list = nil
        buffer = LockedBuffer(storage, capacity: capacity, dropsOldest: whenFull == .dropOldest)
        tellName(name)
    }

    private func tellName(_ name: String?) {
        guard Observation.isHeard else { return }
        QueueNaming.tell(
            name,
            of: buffer.identity,
            notEmpty: buffer.elementCame.identity,
            notFull: buffer.roomCame.identity,
            allDone: allDone.identity
        )
    }

    /// How many elements were dropped because there was no room for them, or to make room for others.
    ///
    /// Stale on return; zero unless the policy is to drop.
    public final var droppedCount: Int {
        // Relaxed: a number, by which nothing else is read.
        dropCount.load(ordering: .relaxed)
    }
}
