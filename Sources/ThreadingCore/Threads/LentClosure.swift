// Part of swift-threading. Apache-2.0: see LICENSE.

public import CThreading

/// A closure that does not escape, for another thread to call while its owner waits.
///
/// Its two words, without a count of references: the context of such a closure is on the stack of whoever wrote it.
/// **It may be called for as long as the closure is still to be used by the thread that has lent it**, so
/// that thread hands the closure itself to the function in which it waits for the others, and ``isOf(_:)`` says there
/// whether it is still the same. Documentation/Decisions/0031 has what this stands on, and what else there was.
@safe
@usableFromInline
package struct LentClosure: @unchecked Sendable {
    // Unchecked: constant; when it may be called is said above.
    @usableFromInline let words: ct_closure

    @inlinable @inline(__always)
    package init(_ body: (UnsafeMutableRawPointer) -> Void) { unsafe words = closureWords(body) }

    /// Calls it; anybody's.
    package func call(_ argument: UnsafeMutableRawPointer) { unsafe ct_call_closure(words, argument) }

    /// Whether these are the words of that closure.
    package func isOf(_ body: (UnsafeMutableRawPointer) -> Void) -> Bool {
        let other = unsafe closureWords(body)
        return unsafe words.code == other.code && words.context == other.context
    }
}

/// The words of a closure; in C, which is where there is no rule against looking at them.
@_silgen_name("ct_closure_words")
@usableFromInline
func closureWords(_ body: (UnsafeMutableRawPointer) -> Void) -> ct_closure
