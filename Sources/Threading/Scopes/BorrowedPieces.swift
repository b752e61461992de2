// Part of swift-threading. Apache-2.0: see LICENSE.

/// A caller's elements, divided into pieces that have none in common, for a thread each.
///
/// Safe as a type: it is made where the caller has exclusive access to the elements, and lives no longer.
@safe
struct BorrowedPieces<Element: ~Copyable>: @unchecked Sendable {
    // Unchecked: each piece is used by one thread, while the caller that owns the elements waits for all of them.
    private let elements: UnsafeMutableBufferPointer<Element>

    /// How many pieces there are; none of them is empty.
    let count: Int

    init(_ elements: UnsafeMutableBufferPointer<Element>, atMost limit: Int) {
        unsafe self.elements = unsafe elements
        count = min(limit, elements.count)
    }

    /// Calls the body with a piece and the index of its first element.
    ///
    /// The pieces are as long as each other, or differ by one.
    func change<Result, Failure: Error>(
        _ piece: Int,
        _ body: (inout MutableSpan<Element>, Int) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let (length, longer) = unsafe elements.count.quotientAndRemainder(dividingBy: count)
        let start = piece * length + min(piece, longer)
        let end = start + length + (piece < longer ? 1 : 0)
        var span = unsafe MutableSpan(_unsafeElements: elements.extracting(start..<end))
        return try body(&span, start)
    }
}
