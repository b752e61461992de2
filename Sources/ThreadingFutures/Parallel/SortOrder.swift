// Part of swift-threading. Apache-2.0: see LICENSE.

/// Which of two elements comes first.
///
/// A type of its own, and not a closure, so that the comparison of elements that know their order is compiled into the
/// sort: with a closure, sorting integers takes half as long again.
@usableFromInline
protocol SortOrder<Element>: Sendable {
    associatedtype Element: Sendable

    func precedes(_ one: Element, _ other: Element) -> Bool

    /// As the standard library does, by one thread.
    func sort<Elements>(_ elements: inout Elements)
    where Elements: MutableCollection & RandomAccessCollection, Elements.Element == Element
}

/// That of the elements themselves.
@usableFromInline
struct ComparableOrder<Element: Comparable & Sendable>: SortOrder {
    @inlinable
    init() {}

    @inlinable
    func precedes(_ one: Element, _ other: Element) -> Bool { one < other }

    @inlinable
    func sort<Elements>(_ elements: inout Elements)
    where Elements: MutableCollection & RandomAccessCollection, Elements.Element == Element { elements.sort() }
}

/// That of a closure.
@usableFromInline
struct ClosureOrder<Element: Sendable>: SortOrder {
    @usableFromInline let areInIncreasingOrder: @Sendable (Element, Element) -> Bool

    @inlinable
    init(_ areInIncreasingOrder: @escaping @Sendable (Element, Element) -> Bool) {
        self.areInIncreasingOrder = areInIncreasingOrder
    }

    @inlinable
    func precedes(_ one: Element, _ other: Element) -> Bool { areInIncreasingOrder(one, other) }

    @inlinable
    func sort<Elements>(_ elements: inout Elements)
    where Elements: MutableCollection & RandomAccessCollection, Elements.Element == Element {
        elements.sort(by: areInIncreasingOrder)
    }
}
