// Part of swift-threading. Apache-2.0: see LICENSE.

/// What holds the elements of a queue, and says which is the next.
///
/// Three come with this module: first in, first out (``BlockingQueue``), last in, first out (``BlockingStack``), and by
/// priority (``BlockingPriorityQueue``). Write one where the order is another: by turns among customers, newest of each
/// key only. It knows nothing of threads: a queue calls it under its lock, one call at a time.
///
/// ```swift
/// struct Rotating: QueueStorage {
///     private var turns: [[Int]] = [[], []]
///     private var turn = 0
///     var count: Int { turns[0].count + turns[1].count }
///     mutating func append(_ element: Int) { turns[element % 2].append(element) }
///     mutating func removeNext() -> Int? {
///         turn = turns[1 - turn].isEmpty ? turn : 1 - turn
///         return turns[turn].isEmpty ? nil : turns[turn].removeFirst()
///     }
/// }
/// let numbers = BlockingQueue(storage: Rotating(), capacity: 100)
/// ```
///
/// **Precondition**: its functions do not use the queue that they serve, which would wait for itself, and do not block. The
/// same holds for the end of an element that a storage destroys by itself, in the place of another of its key; for
/// ``BlockingQueue/join()`` that element, too, is to be said done.
///
/// **Python**: the methods `_init`, `_qsize`, `_put` and `_get` of `queue.Queue`, which subclasses override.
public protocol QueueStorage<Element> {
    /// What it holds.
    associatedtype Element

    /// How many elements it holds.
    var count: Int { get }

    /// Takes an element in.
    ///
    /// - Parameter element: nobody else uses it any more.
    /// - Throws: whatever it likes; it then holds what it held before, and whoever put the element receives
    ///   ``QueueError/refused(_:)``.
    mutating func append(_ element: consuming sending Element) throws

    /// Gives up the next element.
    ///
    /// - Throws: whatever it likes; it then holds what it held before, and whoever wanted the element receives
    ///   ``QueueError/refused(_:)``.
    /// - Returns: the element; nil exactly if there is none.
    mutating func removeNext() throws -> Element?

    /// Gives up the element that came first of all those that are left, to make room: the policy
    /// ``QueueFullPolicy/dropOldest``.
    ///
    /// It is ``removeNext()`` unless you say otherwise.
    ///
    /// - Throws: whatever it likes; it then holds what it held before, and the queue one element too many.
    /// - Returns: the element; nil exactly if there is none.
    mutating func removeOldest() throws -> Element?
}

extension QueueStorage {
    /// Gives up the next element, which is the oldest where elements leave in the order in which they came.
    ///
    /// - Throws: what ``removeNext()`` throws.
    /// - Returns: the element; nil exactly if there is none.
    public mutating func removeOldest() throws -> Element? { try removeNext() }
}
