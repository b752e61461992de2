// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// To come and go by the machine, under its lock: where somebody waits, and for all that is not a plain read or write.
extension ReadWriteLockStorage where Word: ~Copyable {
    typealias Access = ReadWriteLockStateMachine.Access

    /// Comes in, or is false at the deadline.
    func enterInTurn(_ access: Access, until deadline: Deadline) -> Bool {
        word.lock()
        defer { word.unlock() }
        takeOver()
        if machine.enter(access) {
            if access == .read, hasGate { gate.count() }
            handOut()
        } else {
            if deadline.isImmediate {
                handOut()
                return false
            }
            requireOther()
            let turn = machine.wait(for: access) { makeTurn() }
            handOut()
            guard wait(for: turn, until: deadline) else {
                takeOver()
                tell(machine.giveUp(access, turn))
                return false
            }
            if access == .read, hasGate { gate.adopt() }
        }
        if access == .write { noteWriter() }
        return true
    }

    /// Comes in to write as the one that has closed the gate to other writers; false at the deadline.
    func writeFirst(until deadline: Deadline) -> Bool {
        word.lock()
        defer { word.unlock() }
        takeOver()
        if machine.readers == 0 {
            handOut()
        } else {
            let turn = makeTurn()
            machine.putWriterFirst(turn)
            handOut()
            guard wait(for: turn, until: deadline) else {
                takeOver()
                tell(machine.giveUp(.write, turn))
                return false
            }
        }
        noteWriter()
        return true
    }

    /// - Parameter isMissing: whether the caller was counted elsewhere, or not at all.
    func endReadingInTurn(isMissing: Bool) {
        word.lock()
        defer { word.unlock() }
        let sentence = "a read-write lock was unlocked from reading that nobody read"
        guard hasGate else {
            leave(.read, sentence)
            return
        }
        takeOver()
        if isMissing {
            // All places together say less than nothing only if there was one reader less than threads that left: the
            // gate is closed, and who was in before that is counted.
            Misuse.unless(machine.readers >= 0, sentence)
            gate.adopt()
        }
        tell(machine.lookAgain())
    }

    func endWritingInTurn() {
        word.lock()
        defer { word.unlock() }
        takeOver()
        if !hasGate, machine.isWriting { forgetWriter("released") }
        leave(.write, "a read-write lock was unlocked from writing that nobody wrote")
    }

    func endReadingUpgradably() {
        word.lock()
        defer { word.unlock() }
        takeOver()
        leave(.upgradableRead, "a read-write lock was unlocked from upgradable reading that nobody read upgradably")
    }

    private func leave(_ access: Access, _ sentence: @autoclosure () -> String) {
        guard let admitted = machine.leave(access) else { Misuse.stop(sentence()) }
        tell(admitted)
    }

    // MARK: Up and down

    /// From an upgradable read to a write, or is false at the deadline and still reads upgradably.
    func upgrade(until deadline: Deadline) -> Bool {
        word.lock()
        defer { word.unlock() }
        takeOver()
        switch machine.upgrade() {
        case .done: handOut()
        case .isNotUpgradable: Misuse.stop("a read-write lock was upgraded that nobody read upgradably")
        case .mustWait:
            if deadline.isImmediate {
                handOut()
                return false
            }
            let turn = makeTurn()
            machine.waitToUpgrade(turn)
            handOut()
            guard wait(for: turn, until: deadline) else {
                takeOver()
                tell(machine.giveUpUpgrade())
                return false
            }
        }
        noteWriter()
        return true
    }

    func downgrade(to access: Access, _ sentence: @autoclosure () -> String) {
        word.lock()
        defer { word.unlock() }
        takeOver()
        if machine.isWriting { forgetWriter("downgraded") }
        guard let admitted = machine.downgrade(to: access) else { Misuse.stop(sentence()) }
        if access == .read, hasGate { gate.count() }
        tell(admitted)
    }

    // MARK: The gate and the machine

    /// Closes the gate, and has the machine know who is in.
    private func takeOver() {
        guard hasGate else { return }
        if gate.close() { machine.takeOverWriter() }
        // After the gate is closed: who is not counted here sees that it is.
        machine.setReaders(gate.readerCount)
    }

    /// Opens the gate to those whom the machine lets in without a turn.
    private func handOut() {
        guard hasGate else { return }
        var bits = machine.hasUpgradableReader ? ReadWriteGate<Word>.upgradable : 0
        if machine.isWriting { bits |= ReadWriteGate<Word>.written }
        if machine.isAwaited {
            bits |= ReadWriteGate<Word>.inTurn
        } else if machine.isWriting {
            machine.handOutWriter()
        }
        gate.set(bits)
    }

    /// Whether the turn has come, at the deadline at the latest.
    private func wait(for turn: ReadWriteLockTurn, until deadline: Deadline) -> Bool {
        // Where conditions are explored as weaker than ours, a thread may wake before its turn; else it is the one round.
        while !turn.hasCome, turn.queue.wait(releasing: word, until: deadline) {}
        // It may have come as the time was over: then the lock is the caller's, and nobody else would ever give it back.
        return turn.hasCome
    }

    private func tell(_ admitted: ReadWriteLockStateMachine.Admitted) {
        if hasGate {
            // Before the gate opens: the next writer is to find them counted.
            gate.countOthers(admitted.readerCount)
            handOut()
        }
        admitted.readers?.queue.notifyAll(holding: word)
        admitted.other?.queue.notifyAll(holding: word)
    }

    /// An explorer runs the queue of a turn if it runs the lock's word, and only then.
    private func makeTurn() -> ReadWriteLockTurn {
        isExplored ? ReadWriteLockTurn() : Seam.aside { ReadWriteLockTurn(identity: identity) }
    }
}
