// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// One of several iterators over one sequence, each of which gives every element.
///
/// The sequence is run through once. What one iterator has taken and another has not is kept for that one, so they need
/// not keep step, and the memory is as long as the one is behind the other. Drop an iterator that takes no more: nothing
/// is kept for it then. To give each element to *one* of several threads, see ``SerializedIterator``.
///
/// ```swift
/// let copies = TeeIterator.copies(of: readings, count: 2)
/// let mean = NativeThread.spawn { [copy = copies[0]] in average(copy) }
/// let most = NativeThread.spawn { [copy = copies[1]] in copy.max() }
/// print(mean.join(), most.join())
/// ```
///
/// An iterator may also be shared by several threads: they then divide its elements among themselves. After the
/// first `nil` the sequence is over for all, and the iterator of the sequence is destroyed.
///
/// **Blocking**: if the element is not there yet and another thread is having it made, until it is there. The
/// iterator of the sequence runs by one thread at a time, and without a lock that those need whose elements are there
/// already.
///
/// **Ordering**: as ``SerializedIterator``.
///
/// **Precondition**: the iterator of the sequence does not take from one of these itself.
///
/// - Complexity: O(1) above what the sequence costs.
///
/// **Python**: `threading.concurrent_tee`, each of whose iterators is for one thread.
public final class TeeIterator<Base: IteratorProtocol>: Sequence, IteratorProtocol, Sendable
where Base.Element: Sendable {
    private let source: TeeSource<Base>
    private let cursor: TeeCursor<Base.Element>

    private init(_ source: TeeSource<Base>, _ place: TeeNode<Base.Element>) {
        self.source = source
        cursor = TeeCursor(place)
    }

    /// Makes several iterators of one that nobody else uses from now on.
    ///
    /// **Precondition**: `count` is not negative.
    ///
    /// - Parameters:
    ///   - iterator: what makes the elements, on whatever thread asks for one first.
    ///   - count: how many.
    /// - Returns: iterators that are all at the beginning.
    public static func copies(of iterator: sending Base, count: Int = 2) -> [TeeIterator] {
        Misuse.unless(count >= 0, "an iterator cannot have \(count) copies")
        let (source, place) = (TeeSource(iterator), TeeNode<Base.Element>())
        return (0..<count).map { _ in TeeIterator(source, place) }
    }

    /// Makes several iterators over the elements of a sequence that nobody else uses from now on.
    ///
    /// **Precondition**: `count` is not negative.
    ///
    /// - Parameters:
    ///   - sequence: what makes the elements, on whatever thread asks for one first.
    ///   - count: how many.
    /// - Returns: iterators that are all at the beginning.
    public static func copies<Elements: Sequence>(
        of sequence: sending Elements,
        count: Int = 2
    ) -> [TeeIterator] where Elements.Iterator == Base {
        copies(of: sequence.makeIterator(), count: count)
    }

    /// Takes the next element of this iterator.
    ///
    /// **Blocking**: while another thread is having it made.
    ///
    /// - Returns: the element; `nil` if there is none left, now and for ever.
    @available(*, noasync, message: "blocks the thread")
    public func next() -> Base.Element? { source.advance(cursor) }

    /// The iterator itself: a loop takes what is left.
    @available(*, noasync, message: "blocks the thread")
    public func makeIterator() -> TeeIterator { self }
}
