// Part of swift-threading. Apache-2.0: see LICENSE.

/// Who holds a ``ReadWriteLock`` and who is next, apart from any waiting: each call says whose turn has come by it.
///
///     free → reading → free             any number of readers
///     free, reading → upgradable        one upgradable reader beside them
///     free → writing → free
///     upgradable → writing              when the other readers have left, before all writers that wait
///     writing → reading, upgradable     no writer comes in between
///     upgradable → reading
///
/// **Who is next.** Writers and upgradable readers wait in one line, and each is given the lock by whoever makes it
/// free for them: nobody overtakes. Readers wait only while somebody writes or a writer waits, all for the same
/// turn, which comes when
///
/// * a writer leaves or steps down: they go before the next writer, however many wait;
/// * no writer waits any more, since the last one has given up.
///
/// So a reader waits for one writer at the most, after those who read when it came; and a writer, for each of those
/// before it in the line, for one such group of readers.
struct ReadWriteLockStateMachine {
    enum Access: Sendable, CaseIterable { case read, upgradableRead, write }

    /// Whose turn has come.
    struct Admitted {
        /// That of the readers that waited.
        fileprivate(set) var readers: ReadWriteLockTurn?
        /// How many those are.
        fileprivate(set) var readerCount = 0
        /// That of one writer or upgradable reader.
        fileprivate(set) var other: ReadWriteLockTurn?
    }

    private struct Waiting {
        let access: Access
        let turn: ReadWriteLockTurn
    }

    /// How many read that are not upgradable.
    private(set) var readers = 0
    private(set) var hasUpgradableReader = false
    private(set) var isWriting = false

    private var readersTurn: ReadWriteLockTurn?
    private var waitingReaders = 0
    private var line: [Waiting] = []
    private var waitingWriters = 0

    /// That of the upgradable reader which waits for the others to leave.
    private var upgradesTurn: ReadWriteLockTurn?

    // MARK: Those who come and go by the gate

    /// Whether anybody waits for a turn.
    var isAwaited: Bool { !line.isEmpty || readersTurn != nil || upgradesTurn != nil }

    /// So many read: they have come and gone without asking.
    mutating func setReaders(_ count: Int) {
        readers = count
    }

    /// There is a writer that came without asking, and keeps out all but the readers that are in.
    mutating func takeOverWriter() {
        isWriting = true
    }

    /// There still is a writer, which may leave without asking.
    mutating func handOutWriter() {
        isWriting = false
    }

    /// The writer that came without asking cannot write yet, and waits for its turn, before all others.
    mutating func putWriterFirst(_ turn: ReadWriteLockTurn) {
        isWriting = false
        line.insert(Waiting(access: .write, turn: turn), at: 0)
        waitingWriters += 1
    }

    /// Readers may have left.
    mutating func lookAgain() -> Admitted { admit() }

    // MARK: Coming in

    /// Whether the caller may come in at once, and then it has.
    mutating func enter(_ access: Access) -> Bool {
        switch access {
        case .read:
            guard !isWriting, waitingWriters == 0, upgradesTurn == nil else { return false }
            readers += 1
        case .upgradableRead:
            guard !isWriting, !hasUpgradableReader, line.isEmpty else { return false }
            hasUpgradableReader = true
        case .write:
            guard !isWriting, !hasUpgradableReader, readers == 0, line.isEmpty else { return false }
            isWriting = true
        }
        return true
    }

    /// The turn that a caller who could not come in waits for; a new one, if there is none to share.
    mutating func wait(for access: Access, makeTurn: () -> ReadWriteLockTurn) -> ReadWriteLockTurn {
        if case .read = access {
            let turn = readersTurn ?? makeTurn()
            readersTurn = turn
            waitingReaders += 1
            return turn
        }
        let turn = makeTurn()
        line.append(Waiting(access: access, turn: turn))
        if case .write = access { waitingWriters += 1 }
        return turn
    }

    /// A caller no longer waits for its turn, which has not come.
    mutating func giveUp(_ access: Access, _ turn: ReadWriteLockTurn) -> Admitted {
        if case .read = access {
            waitingReaders -= 1
            if waitingReaders == 0 { readersTurn = nil }
        } else {
            line.removeAll { $0.turn === turn }
            if case .write = access { waitingWriters -= 1 }
        }
        return admit()
    }

    // MARK: Leaving

    /// `nil` if nobody had come in this way.
    mutating func leave(_ access: Access) -> Admitted? {
        switch access {
        case .read:
            guard readers > 0 else { return nil }
            readers -= 1
        case .upgradableRead:
            guard hasUpgradableReader, upgradesTurn == nil else { return nil }
            hasUpgradableReader = false
        case .write:
            guard isWriting else { return nil }
            isWriting = false
            return admit(afterWriter: true)
        }
        return admit()
    }

    // MARK: Up and down

    enum Upgrade { case done, mustWait, isNotUpgradable }

    /// The upgradable reader wants to write.
    mutating func upgrade() -> Upgrade {
        guard hasUpgradableReader, upgradesTurn == nil else { return .isNotUpgradable }
        guard readers == 0 else { return .mustWait }
        hasUpgradableReader = false
        isWriting = true
        return .done
    }

    /// It waits for the other readers to leave; from here on none comes in.
    mutating func waitToUpgrade(_ turn: ReadWriteLockTurn) {
        upgradesTurn = turn
    }

    /// It goes on reading instead.
    mutating func giveUpUpgrade() -> Admitted {
        upgradesTurn = nil
        return admit()
    }

    /// A writer goes on as a reader, or an upgradable reader as a plain one.
    ///
    /// `nil` if there is none.
    mutating func downgrade(to access: Access) -> Admitted? {
        let wasWriting = isWriting
        if wasWriting {
            isWriting = false
        } else {
            guard hasUpgradableReader, upgradesTurn == nil, access == .read else { return nil }
            hasUpgradableReader = false
        }
        // Before anybody is let in: no writer may find the lock free in between.
        if access == .upgradableRead { hasUpgradableReader = true } else { readers += 1 }
        return admit(afterWriter: wasWriting)
    }

    // MARK: Who is next

    /// Lets in whoever may come in now; after a writer the readers, though writers wait.
    private mutating func admit(afterWriter: Bool = false) -> Admitted {
        var admitted = Admitted()
        guard !isWriting else { return admitted }
        if let turn = readersTurn, upgradesTurn == nil, afterWriter || waitingWriters == 0 {
            readers += waitingReaders
            admitted.readerCount = waitingReaders
            waitingReaders = 0
            readersTurn = nil
            turn.hasCome = true
            admitted.readers = turn
        }
        if let turn = upgradesTurn {
            guard readers == 0 else { return admitted }
            upgradesTurn = nil
            hasUpgradableReader = false
            isWriting = true
            turn.hasCome = true
            admitted.other = turn
        } else if let next = line.first, canEnter(next.access) {
            line.removeFirst()
            if case .write = next.access {
                waitingWriters -= 1
                isWriting = true
            } else {
                hasUpgradableReader = true
            }
            next.turn.hasCome = true
            admitted.other = next.turn
        }
        return admitted
    }

    /// Whether the first in the line is let in beside those who are in.
    private func canEnter(_ access: Access) -> Bool {
        !hasUpgradableReader && (access == .upgradableRead || readers == 0)
    }
}
