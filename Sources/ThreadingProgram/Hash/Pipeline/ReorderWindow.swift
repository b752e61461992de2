// Part of swift-threading. Apache-2.0: see LICENSE.

/// Brings back into order what arrives out of it, within a window.
///
/// A ring: the element with number `n` waits at `n` modulo the size. The walker's permits see to it
/// that nobody is further ahead than the window, so two elements never want the same place.
struct ReorderWindow<Element> {
    private var waiting: [Element?]
    /// The number that is to come out next.
    private(set) var next = 0

    init(size: Int) {
        waiting = Array(repeating: nil, count: size)
    }

    /// - Precondition: `number` has not been inserted before, and is less than `next` + size.
    mutating func insert(_ element: Element, number: Int) {
        precondition(next..<next + waiting.count ~= number, "number \(number) is outside the window at \(next)")
        waiting[number % waiting.count] = element
    }

    /// Takes out the next one, if it is there.
    mutating func popNext() -> Element? {
        let index = next % waiting.count
        guard let element = waiting[index] else { return nil }
        waiting[index] = nil
        next += 1
        return element
    }
}
