// Part of swift-threading. Apache-2.0: see LICENSE.

extension RandomAccessCollection {
    /// Does something with the elements of a piece, in order.
    ///
    /// Inlined with what it does, where the elements lie in a row into a loop over memory. What is left of an element is the
    /// call of the user's closure, which the compiler does not see through: the closure is captured by that of the piece.
    ///
    /// - Parameters:
    ///   - range: the piece, counted from the first element.
    ///   - body: what to do with an element and its number; false if the piece is to end before it.
    /// - Returns: where it has ended.
    @inlinable @inline(__always)
    func eachOfPiece(_ range: Range<Int>, _ body: (Int, Element) -> Bool) -> Int {
        let first = index(startIndex, offsetBy: range.lowerBound)
        let piece = self[first..<index(first, offsetBy: range.count)]
        let end: Int? = piece.withContiguousStorageIfAvailable { elements in
            for offset in 0..<range.count {
                if unsafe !body(range.lowerBound &+ offset, elements[offset]) { return range.lowerBound &+ offset }
            }
            return range.upperBound
        }
        if let end { return end }
        var position = first
        for number in range {
            if !body(number, self[position]) { return number }
            formIndex(after: &position)
        }
        return range.upperBound
    }
}
