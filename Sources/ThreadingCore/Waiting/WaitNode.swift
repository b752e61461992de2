// Part of swift-threading. Apache-2.0: see LICENSE.

/// One waiting thread, on its own stack for as long as it waits.
///
///     flag:  0 spinning → 1 asleep → 2 notified
///                                  → 3 notified, and now a sleeper of the lock's word
///            0 → 2, 3 if it is notified before it sleeps
///
/// The links belong to whoever holds the list's guard. Once the flag is 2 or 3 the node may be gone.
/// Safe as a type: the links are followed only under that guard.
@safe
struct WaitNode<Word: WaitableWord & ~Copyable>: ~Copyable {
    let flag = Word(0)
    var next: UnsafeMutablePointer<WaitNode<Word>>?
    var previous: UnsafeMutablePointer<WaitNode<Word>>?
    var isLinked = false

    init() {
        unsafe next = nil
        unsafe previous = nil
    }

    static var spinning: UInt32 { 0 }
    static var asleep: UInt32 { 1 }
    static var notified: UInt32 { 2 }
    static var moved: UInt32 { 3 }
}
