// Part of swift-threading. Apache-2.0: see LICENSE.

internal import DequeModule
internal import ThreadingCore

/// The results of a ``ThreadPool/map(_:buffer:chunk:inOrder:within:_:)``, one after the other.
///
/// A loop over it takes what is left. It is for one thread at a time, and keeps its pool. When the last reference to it
/// goes, as at the end of a loop that was left early, what nobody has begun is cancelled.
///
/// **Python**: the iterator of `Executor.map`, which does not keep its executor.
public final class PoolMap<Input: Sequence, Output: Sendable>: Sequence, IteratorProtocol
where Input.Element: Sendable {
    private typealias Piece = (number: Int, future: Future<[Result<Output, any Error>]>, count: Int)

    private let pool: ThreadPool
    private let transform: @Sendable (Input.Element) throws -> Output
    private let buffer: Int
    private let chunk: Int
    private let deadline: Deadline

    /// Nil if the results come in the order of the elements.
    private let board: PieceBoard?

    /// Nil when there is nothing more to be taken from it.
    private var input: Input.Iterator?
    private var pending: Deque<Piece> = []
    private var submitted = 0

    /// What was taken from a piece, and is to be given out.
    private var ready: Deque<Result<Output, any Error>> = []

    /// Elements that were submitted and whose results were not given out.
    private var outstanding = 0

    /// Whether it has ended because its time was over, or because its thread was asked to stop, and not with the last
    /// element.
    public private(set) var isOutOfTime = false

    init(
        _ input: Input,
        on pool: ThreadPool,
        buffer: Int?,
        chunk: Int,
        inOrder: Bool,
        until deadline: Deadline,
        _ transform: @escaping @Sendable (Input.Element) throws -> Output
    ) {
        Misuse.unless(chunk > 0, "a map submits one element or more at a time, not \(chunk)")
        let buffer = buffer ?? 2 * pool.maximumThreads * chunk
        Misuse.unless(buffer >= chunk, "a map with room for \(buffer) elements cannot submit \(chunk) at a time")
        self.pool = pool
        self.transform = transform
        self.buffer = buffer
        self.chunk = chunk
        self.deadline = deadline
        board = inOrder ? nil : PieceBoard()
        self.input = input.makeIterator()
        fill()
    }

    deinit {
        for piece in pending { piece.future.cancel() }
    }

    /// The next result, when it is there.
    ///
    /// It first submits what there is room for. A thread of the same pool does the work that it waits for itself if nobody
    /// has begun it.
    ///
    /// **Blocking**: until the next element has been worked out, or, out of order, any; and as long as the elements'
    /// own iterator takes.
    ///
    /// - Returns: what the function has returned or thrown for an element, or why it was not called: a ``PoolError``, or
    ///   ``FutureError/cancelled`` if the pool has cancelled it. `nil` after the last one, or when the time is over.
    @available(*, noasync, message: "blocks the thread")
    public func next() -> Result<Output, any Error>? {
        fill()
        if ready.isEmpty { takePiece() }
        guard let result = ready.popFirst() else { return nil }
        outstanding -= 1
        return result
    }

    /// The sequence itself, whose steps block.
    ///
    /// - Returns: it.
    @available(*, noasync, message: "blocks the thread")
    public func makeIterator() -> PoolMap { self }

    /// Submits pieces while there is room for whole ones.
    private func fill() {
        while input != nil, outstanding + chunk <= buffer, !deadline.hasPassed || submitted == 0 {
            var elements: [Input.Element] = []
            while elements.count < chunk, let element = input?.next() { elements.append(element) }
            // It is asked no more, and destroyed.
            if elements.count < chunk { input = nil }
            if elements.isEmpty { return }
            submit(elements)
        }
    }

    private func submit(_ elements: [Input.Element]) {
        let transform = transform
        let future = pool.submit {
            elements.map { element in Result { try transform(element) } }
        }
        let number = submitted
        submitted += 1
        outstanding += elements.count
        pending.append((number, future, elements.count))
        if let board { future.observe { _ in board.post(number) } }
    }

    /// Makes the results of a piece ready, or ends it all if none comes in time.
    private func takePiece() {
        guard let first = pending.first else {
            // The time was over before more could be submitted.
            if input != nil { giveUp() }
            return
        }
        guard let piece = board == nil ? first : takeAny() else { return giveUp() }
        guard let results = piece.future.outcome(by: deadline) else { return giveUp() }
        pending.removeAll { $0.number == piece.number }
        switch results {
        case .success(let results):
            ready.append(contentsOf: results)
        case .failure(let error):
            ready.append(contentsOf: repeatElement(.failure(error), count: piece.count))
            // Whatever else there is would end in the same way, and there may be no end of it.
            if case PoolError.shutDown = error { input = nil }
        }
    }

    /// A piece that has ended; nil if none does in time.
    private func takeAny() -> Piece? {
        guard let board else { return nil }
        if let number = board.take(until: .immediate) { return piece(number) }
        for piece in pending where !piece.future.isDone {
            piece.future.help()
            break
        }
        return board.take(until: deadline).flatMap(piece)
    }

    private func piece(_ number: Int) -> Piece? { pending.first { $0.number == number } }

    private func giveUp() {
        isOutOfTime = true
        input = nil
        for piece in pending { piece.future.cancel() }
        pending = []
    }
}

@available(*, unavailable)
extension PoolMap: Sendable {}
