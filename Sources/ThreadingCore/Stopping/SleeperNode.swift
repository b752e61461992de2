// Part of swift-threading. Apache-2.0: see LICENSE.

/// A thread that sleeps and takes heed of a ``StopState``, on its own stack for as long as it does.
///
/// Safe as a type: the links are followed only under the lock of that state.
@safe
struct SleeperNode: ~Copyable {
    typealias Pointer = UnsafeMutablePointer<SleeperNode>

    /// The word that it sleeps on; never read through.
    private let word: UnsafeRawPointer
    private(set) var next: Pointer?
    private var previous: Pointer?

    init(_ word: UnsafeRawPointer) {
        unsafe self.word = unsafe word
        unsafe next = nil
        unsafe previous = nil
    }

    /// Makes this the first of a list.
    ///
    /// The node must be where its pointer says.
    mutating func link(before first: Pointer?) {
        unsafe next = unsafe first
        unsafe withUnsafeMutablePointer(to: &self) { unsafe first?.pointee.previous = $0 }
    }

    /// Takes it out of its list; whether it was the first.
    func unlink() -> Bool {
        unsafe next?.pointee.previous = unsafe previous
        guard let previous = unsafe previous else { return true }
        unsafe previous.pointee.next = unsafe next
        return false
    }

    /// Calls the body with the word of each node of the list, once a word where its sleepers are neighbours.
    static func forEachAddress(from first: Pointer?, _ body: (UnsafeRawPointer) -> Void) {
        var node = unsafe first
        var last: UnsafeRawPointer?
        while let current = unsafe node {
            let word = unsafe current.pointee.word
            if unsafe word != last { unsafe body(word) }
            unsafe last = unsafe word
            unsafe node = unsafe current.pointee.next
        }
    }
}
