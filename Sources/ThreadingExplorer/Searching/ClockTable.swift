// Part of swift-threading. Apache-2.0: see LICENSE.

/// A row of numbers for each step: the last step of each actor that is ordered before it, or -1.
///
/// One flat array: a vector clock as an array of its own would be most of the work.
struct ClockTable {
    let width: Int
    private(set) var values: [Int32] = []

    /// A table for actors below `width` - 1; the clock is at 0, the others one further.
    init(width: Int) {
        self.width = width
    }

    mutating func addRow() { values.append(contentsOf: repeatElement(-1, count: width)) }

    subscript(row: Int, actor: Int32) -> Int32 {
        get { values[row * width + Int(actor) + 1] }
        set { values[row * width + Int(actor) + 1] = newValue }
    }

    /// What is before `other` is before `row`.
    mutating func join(_ row: Int, _ other: Int) {
        let to = row * width
        let from = other * width
        for column in 0..<width where values[from + column] > values[to + column] {
            values[to + column] = values[from + column]
        }
    }
}
