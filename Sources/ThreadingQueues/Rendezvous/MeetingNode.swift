// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// One who waits in a ``MeetingPlace``: in a ``RendezvousFrame``, before what it gives, or room for what it gets.
///
/// The frame is that of a thread, for as long as it waits, or of a ``RendezvousEntry``.
///
///     word:  0 waits → 1 waits asleep → 2 met
///                                     → 3 turned away, by the close
///            0 → 2, 3 if that happens before it sleeps, and where a claim sleeps in its place
///
/// The links, and who may use the element, are guarded by the place's lock while it is linked; then it belongs to the
/// one who took it off, who changes the word last. From then on the node may be gone.
/// Safe as a type: that is what ``MeetingPlace`` keeps to.
@safe
struct MeetingNode<Word: MeetingWord & ~Copyable>: ~Copyable {
    let word = Word(0)
    var isLinked = false

    /// By which it waits, if it is no thread that sleeps on the word: it has to be claimed first.
    let claim: SelectClaim?

    /// Which of the operations of its claim this is.
    let number: Int

    var next: UnsafeMutablePointer<MeetingNode<Word>>?
    var previous: UnsafeMutablePointer<MeetingNode<Word>>?

    init(_ claim: SelectClaim? = nil, _ number: Int = 0) {
        self.claim = claim
        self.number = number
        unsafe next = nil
        unsafe previous = nil
    }

    static var waits: UInt32 { 0 }
    static var asleep: UInt32 { 1 }
    static var met: UInt32 { 2 }
    static var turnedAway: UInt32 { 3 }
}
