// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What a ``ReadWriteLock`` does: by its gate where nobody waits, and else by its state machine, under a lock.
///
/// A thread that the gate keeps out looks at it for some microseconds more, and only then asks the machine for a turn:
/// to be woken takes longer than most reads and writes do. While anybody waits for a turn, the gate is closed to all
/// others, so that nobody overtakes.
///
/// In an exploration there is no gate: the machine is asked at once, and counts the readers itself.
final class ReadWriteLockStorage<Word: ReadWriteWord & ~Copyable>: @unchecked Sendable {
    // Unchecked: `machine` is guarded by `word`, also where turns of it are told.
    let word = LockWord()
    @safe @exclusivity(unchecked) var machine = ReadWriteLockStateMachine()

    let gate: ReadWriteGate<Word>
    let hasGate: Bool

    /// Whether an explorer runs the thread that made it, and so its word.
    let isExplored = Seam.current != nil

    #if DEBUG
    private let writer = LockHolder()
    #endif

    // Apart from what every reader reads.
    private let apart = CacheLine()
    private let collisions = Collisions()

    /// - Parameters:
    ///   - places: in how many places readers are counted, where they are many.
    ///   - hasGate: whether it is to have one. In an exploration only where that is of gates.
    init(places: Int = Word.places, hasGate: Bool = Seam.current == nil) {
        gate = ReadWriteGate(places: places)
        self.hasGate = hasGate
    }

    deinit { gate.destroy() }

    /// What observers call the lock; never read through.
    var identity: UInt { UInt(bitPattern: ObjectIdentifier(self).hashValue) }

    var isRead: Bool {
        if hasGate { return gate.isReadUpgradably || gate.readerCount > 0 }
        return withMachine { $0.readers > 0 || $0.hasUpgradableReader }
    }

    var isWritten: Bool {
        if hasGate { return gate.isWritten && gate.readerCount == 0 }
        return withMachine { $0.isWriting }
    }

    private func withMachine<Result>(_ body: (ReadWriteLockStateMachine) -> Result) -> Result {
        word.lock()
        defer { word.unlock() }
        return body(machine)
    }

    // MARK: To read

    /// Comes in by the gate, if it is open.
    @inline(__always)
    func readAtOnce() -> Bool {
        guard hasGate, gate.isOpen else { return false }
        var place = 0
        return gate.comeIn(&place) || turnBack(from: place)
    }

    /// False: the gate was closed as the caller came in.
    @inline(never)
    private func turnBack(from place: Int) -> Bool {
        let counted = gate.turnBack(from: place)
        if counted != 1 || gate.isInTurn { endReadingSlowly(counted) }
        return false
    }

    /// Comes in to read where that was not possible at once, or is false at the deadline.
    @inline(never)
    func read(until deadline: Deadline) -> Bool {
        if hasGate, deadline.isImmediate {
            // Who only tries to write does not set it: it decides under the lock.
            if gate.isWritten { return false }
        } else if hasGate {
            Word.stayAway(after: collisions)
            if Word.spin(until: { readAtOnce() }) { return true }
        }
        return enterInTurn(.read, until: deadline)
    }

    @inline(__always)
    func endReading() {
        var counted = 0
        if hasGate, gate.leave(&counted) { return }
        endReadingSlowly(counted)
    }

    /// The caller is counted no longer, by a place that had counted so many.
    @inline(never)
    private func endReadingSlowly(_ counted: Int) {
        if counted > 1 {
            gate.spread()
            if !gate.isInTurn { return }
        }
        endReadingInTurn(isMissing: counted <= 0)
    }

    // MARK: To write

    /// Comes in to write, or is false at the deadline.
    func write(until deadline: Deadline) -> Bool {
        guard hasGate, !deadline.isImmediate else { return enterInTurn(.write, until: deadline) }
        if !gate.claim() {
            Word.stayAway(after: collisions)
            guard Word.spin(until: { gate.claim() }) else { return enterInTurn(.write, until: deadline) }
        }
        if gate.readerCount > 0, !Word.spin(until: { gate.readerCount == 0 }) {
            return writeFirst(until: deadline)
        }
        noteWriter()
        return true
    }

    func endWriting() {
        if hasGate {
            if gate.isWritten { forgetWriter("released") }
            if gate.endWriting() { return }
        }
        endWritingInTurn()
    }

    // MARK: The writer, in debug builds

    /// The caller, who is about to wait, does not wait for itself.
    ///
    /// In an exploration it may: that is a deadlock, which the explorer tells with all its steps.
    func requireOther() {
        #if DEBUG
        Misuse.unless(
            isExplored || !machine.isWriting || !writer.isCaller,
            "a thread that holds a read-write lock for writing would wait for itself"
        )
        #endif
    }

    func noteWriter() {
        #if DEBUG
        writer.note()
        #endif
    }

    /// Somebody writes, and the caller is about to do so no longer.
    func forgetWriter(_ how: StaticString) {
        #if DEBUG
        Misuse.unless(
            writer.isCaller,
            "a read-write lock was \(how) by a thread that did not hold it for writing"
        )
        writer.forget()
        #endif
    }
}
