// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// How a loop is divided: in halves, until a piece is no longer than the grain.
///
/// The halves are forked, so that a thread that is free takes the largest piece there is, and pieces of uneven length
/// even out. Without a grain of the caller's there are some sixteen pieces for each thread: a fork is some
/// nanoseconds, a theft some thousands, and the last piece decides how long all wait.
@usableFromInline
struct Division: Sendable {
    @usableFromInline let pool: ThreadPool
    @usableFromInline let grain: Int

    @usableFromInline
    init(of count: Int, by grain: Int?, for pool: ThreadPool, piecesPerThread: Int = 16, least: Int = 1) {
        if let grain { Misuse.unless(grain > 0, "a piece of a loop has one element or more, not \(grain)") }
        self.pool = pool
        self.grain = grain ?? max(least, count / (pool.maximumThreads * piecesPerThread))
    }

    /// Does the pieces of a range, and combines what two neighbours give.
    ///
    /// - Parameters:
    ///   - range: what to divide.
    ///   - piece: does a part that is no longer than the grain.
    ///   - combine: what both halves gave, the range of both, and where the second began.
    /// - Returns: what the whole range gives.
    @inlinable
    func reduce<Partial: Sendable>(
        _ range: Range<Int>,
        piece: @Sendable (Range<Int>) -> Partial,
        combine: @Sendable (Partial, Partial, Range<Int>, Int) -> Partial
    ) -> Partial {
        guard range.count > grain else { return piece(range) }
        let middle = range.lowerBound + range.count / 2
        let (first, second) = pool.join(
            { reduce(range.lowerBound..<middle, piece: piece, combine: combine) },
            { reduce(middle..<range.upperBound, piece: piece, combine: combine) }
        )
        return combine(first, second, range, middle)
    }

    /// Does the pieces of a range.
    @inlinable
    func forEach(_ range: Range<Int>, _ piece: @Sendable (Range<Int>) -> Void) {
        reduce(range, piece: piece) { _, _, _, _ in }
    }
}
