// Part of swift-threading. Apache-2.0: see LICENSE.

/// The way into a ``ReadWriteLock`` that nobody waits for: past the state machine and its lock.
///
///     state   bit 0 written     somebody writes, or is alone in waiting for the readers to leave
///             bit 1 in turn     the machine decides: somebody waits, or is just looking at the machine
///             bit 2 upgradable  somebody reads upgradably
///
///     0 → written               a writer that finds nobody to go before it; then it waits for the readers
///     written → 0               it leaves
///     any → in turn             whoever is to change the machine, under the lock
///     in turn → any             what the machine says, when nobody waits any more
///
/// A reader counts itself and then looks at the state: if it is neither written nor in turn, it is in, and otherwise it
/// counts itself no longer. So readers do not touch what others write, and each needs two atomic changes in a place of
/// its own. While «in turn» is set, the state changes under the lock alone, since all other changes expect other values.
///
/// **Why a writer is alone.** It sets the bit, and then finds no reader counted; a reader counts itself, and then finds no
/// bit. All four are sequentially consistent, so one of the two is first and the other sees it. Both being exchanges
/// or additions, a processor's fence is in them already: a fence that is for the writer alone to pay (`AsymmetricFence`)
/// would save the readers nothing.
///
/// **Why nobody waits for ever.** For the same reason: who is to wait sets «in turn» and then counts the readers. A
/// reader that leaves, or counts itself no longer, does that and then looks at the state; if it was counted, it sees
/// the bit, and has the machine looked at again. A writer cannot leave without seeing the bit, since it leaves by an
/// exchange.
struct ReadWriteGate<Word: ReadWriteWord & ~Copyable>: ~Copyable, Sendable {
    private let state = Word(0)
    private let readers: ReaderCounts<Word>

    static var written: Int { 1 }
    static var inTurn: Int { 2 }
    static var upgradable: Int { 4 }

    init(places: Int) {
        readers = ReaderCounts(places: places)
    }

    /// For the owner's end.
    func destroy() { readers.destroy() }

    // MARK: Readers

    /// Whether readers may come in; stale on return.
    @inline(__always)
    var isOpen: Bool { state.loadRelaxed() & (Self.written | Self.inTurn) == 0 }

    /// Counts the caller as a reader.
    ///
    /// - Parameter place: where it is counted, for ``turnBack(from:)``.
    /// - Returns: whether it reads now; if not, it is counted all the same, and has to turn back.
    @inline(__always)
    func comeIn(_ place: inout Int) -> Bool {
        place = readers.add()
        return state.load() & (Self.written | Self.inTurn) == 0
    }

    /// Counts the caller no longer, whom ``comeIn(_:)`` has not let in.
    ///
    /// - Returns: how many its place had counted.
    func turnBack(from place: Int) -> Int { readers.remove(from: place) }

    /// Counts the caller no longer.
    ///
    /// - Returns: whether that was all: it was the only one in its place, and nobody waits.
    @inline(__always)
    func leave(_ counted: inout Int) -> Bool {
        counted = readers.remove()
        return counted == 1 && !isInTurn
    }

    /// Whether somebody may wait for who has just left.
    @inline(__always)
    var isInTurn: Bool { state.load() & Self.inTurn != 0 }

    /// The caller has met another reader in its place.
    func spread() { readers.spread() }

    /// How many read, or are coming in or leaving.
    var readerCount: Int { readers.sum() }

    // MARK: Writers

    /// Keeps others out if there is nobody but readers.
    ///
    /// - Returns: whether the caller is the next writer, and writes as soon as there is no reader.
    @inline(__always)
    func claim() -> Bool { state.loadRelaxed() == 0 && state.compareExchange(expected: 0, desired: Self.written) }

    /// Leaves after a write, unless somebody waits.
    @inline(__always)
    func endWriting() -> Bool { state.compareExchange(expected: Self.written, desired: 0) }

    /// Whether somebody writes or is the next to; stale on return.
    var isWritten: Bool { state.loadRelaxed() & Self.written != 0 }

    /// Whether somebody reads upgradably; stale on return.
    var isReadUpgradably: Bool { state.loadRelaxed() & Self.upgradable != 0 }

    // MARK: Under the lock

    /// Leaves the decisions to the machine.
    ///
    /// - Returns: whether somebody writes that the machine does not know of.
    func close() -> Bool { state.setBits(Self.inTurn) & (Self.inTurn | Self.written) == Self.written }

    /// Has the state be what the machine says.
    func set(_ bits: Int) {
        // Releasing: what was done under the lock, and before, is to be seen by who comes in.
        state.storeReleasing(bits)
    }

    /// Counts the caller.
    func count() { readers.add() }

    /// Counts readers that wait, and are let in.
    func countOthers(_ count: Int) { readers.addOthers(count) }

    /// The caller was counted while it slept.
    func adopt() { readers.adopt() }
}
