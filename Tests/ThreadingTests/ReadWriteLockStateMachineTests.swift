// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import Threading

/// The pure machine: who comes in, who is next, and who never has to wait for long, on one thread.
@Suite struct ReadWriteLockStateMachineTests {
    private typealias Access = ReadWriteLockStateMachine.Access
    private typealias Turn = ReadWriteLockTurn

    /// The machine by reference, since an expectation cannot change a value.
    private final class Machine {
        private var value: ReadWriteLockStateMachine

        init(_ value: ReadWriteLockStateMachine = ReadWriteLockStateMachine()) { self.value = value }

        var readers: Int { value.readers }
        var hasUpgradableReader: Bool { value.hasUpgradableReader }
        var isWriting: Bool { value.isWriting }

        func enter(_ access: Access) -> Bool { value.enter(access) }
        func wait(for access: Access) -> Turn { value.wait(for: access) { Turn() } }
        func giveUp(_ access: Access, _ turn: Turn) -> ReadWriteLockStateMachine.Admitted { value.giveUp(access, turn) }
        func leave(_ access: Access) -> ReadWriteLockStateMachine.Admitted? { value.leave(access) }
        func upgrade() -> ReadWriteLockStateMachine.Upgrade { value.upgrade() }
        func waitToUpgrade(_ turn: Turn) { value.waitToUpgrade(turn) }
        func giveUpUpgrade() -> ReadWriteLockStateMachine.Admitted { value.giveUpUpgrade() }
        func downgrade(to access: Access) -> ReadWriteLockStateMachine.Admitted? { value.downgrade(to: access) }
    }

    /// The states in which somebody asks to come in, and who may: to read, to read upgradably, to write.
    enum Situation: CaseIterable, Sendable {
        case free, read, readUpgradably, written, writerWaits, upgradableReaderWaits, upgradeWaits

        fileprivate var machine: ReadWriteLockStateMachine {
            var machine = ReadWriteLockStateMachine()
            switch self {
            case .free: break
            case .read: _ = machine.enter(.read)
            case .readUpgradably: _ = machine.enter(.upgradableRead)
            case .written: _ = machine.enter(.write)
            case .writerWaits:
                _ = machine.enter(.read)
                _ = machine.wait(for: .write) { ReadWriteLockTurn() }
            case .upgradableReaderWaits:
                _ = machine.enter(.upgradableRead)
                _ = machine.wait(for: .upgradableRead) { ReadWriteLockTurn() }
            case .upgradeWaits:
                _ = machine.enter(.read)
                _ = machine.enter(.upgradableRead)
                machine.waitToUpgrade(ReadWriteLockTurn())
            }
            return machine
        }

        fileprivate var lets: [Bool] {
            switch self {
            case .free: [true, true, true]
            case .read: [true, true, false]
            case .readUpgradably, .upgradableReaderWaits: [true, false, false]
            case .written, .writerWaits, .upgradeWaits: [false, false, false]
            }
        }
    }

    private func machine(_ accesses: Access...) -> Machine {
        let machine = Machine()
        for access in accesses { #expect(machine.enter(access)) }
        return machine
    }

    private func wait(_ access: Access, in machine: Machine) -> Turn {
        #expect(!machine.enter(access))
        return machine.wait(for: access)
    }

    /// L1: the table, row by row.
    @Test(arguments: Situation.allCases) func enter_inEachSituation_letsInWhomTheTableSays(situation: Situation) {
        let lets = Access.allCases.map { access in
            let machine = Machine(situation.machine)
            return machine.enter(access)
        }
        #expect(lets == situation.lets)
    }

    /// L2: nobody leaves who is not in.
    @Test(arguments: Access.allCases) func leave_whenNobodyIsIn_isNil(
        access: ReadWriteLockStateMachine.Access
    ) {
        for other in Access.allCases where other != access {
            let machine = machine(other)
            #expect(machine.leave(access) == nil)
        }
        let machine = Machine()
        #expect(machine.leave(access) == nil)
    }

    /// X5: readers that wait together share a turn; it comes when the writer leaves.
    @Test func leave_byAWriter_admitsAllReadersAtOnce() {
        let machine = machine(.write)
        let one = wait(.read, in: machine)
        let two = wait(.read, in: machine)
        #expect(one === two)
        #expect(machine.leave(.write)?.readers === one)
        #expect(one.hasCome)
        #expect(machine.readers == 2)
    }

    /// X5: after a writer the readers that waited go before the next writer, though it came first.
    @Test func leave_byAWriter_whenAWriterAndReadersWait_admitsTheReaders() {
        let machine = machine(.write)
        let writer = wait(.write, in: machine)
        let readers = wait(.read, in: machine)
        let admitted = machine.leave(.write)
        #expect(admitted?.readers === readers)
        #expect(admitted?.other == nil)
        #expect(!writer.hasCome)
        // One that comes now waits for that writer.
        let late = wait(.read, in: machine)
        #expect(machine.leave(.read)?.other === writer)
        #expect(machine.isWriting)
        #expect(!late.hasCome)
        #expect(machine.leave(.write)?.readers === late)
    }

    /// X5: writers and upgradable readers come in in the order in which they came.
    @Test func leave_whenOthersWait_admitsThemInTheirOrder() {
        let machine = machine(.write)
        let turns = [Access.write, .upgradableRead, .upgradableRead, .write].map { access in
            (access, wait(access, in: machine))
        }
        var last = Access.write
        for (access, turn) in turns {
            #expect(machine.leave(last)?.other === turn)
            last = access
        }
        #expect(machine.isWriting)
    }

    /// L1: an upgradable reader comes in beside the readers that are let in with it.
    @Test func leave_byAWriter_whenAnUpgradableReaderIsNext_admitsItBesideTheReaders() {
        let machine = machine(.write)
        let upgradable = wait(.upgradableRead, in: machine)
        let readers = wait(.read, in: machine)
        let admitted = machine.leave(.write)
        #expect(admitted?.readers === readers)
        #expect(admitted?.other === upgradable)
    }

    /// L1: a writer waits for the last reader and for the upgradable one.
    @Test func leave_byReaders_admitsTheWriterAfterTheLast() {
        let machine = machine(.read, .read, .upgradableRead)
        let writer = wait(.write, in: machine)
        #expect(machine.leave(.read)?.other == nil)
        #expect(machine.leave(.upgradableRead)?.other == nil)
        #expect(!machine.isWriting)
        #expect(machine.leave(.read)?.other === writer)
    }

    /// L1: readers that waited for a writer alone need not wait when it has given up.
    @Test func giveUp_byTheLastWriter_admitsTheReaders() {
        let machine = machine(.read)
        let first = wait(.write, in: machine)
        let second = wait(.write, in: machine)
        let readers = wait(.read, in: machine)
        #expect(machine.giveUp(.write, first).readers == nil)
        #expect(machine.giveUp(.write, second).readers === readers)
        #expect(machine.readers == 2)
    }

    /// L1: what a writer that gives up has kept out besides readers.
    @Test func giveUp_byTheFirstInLine_admitsAnUpgradableReaderBehindIt() {
        let machine = machine(.read)
        let writer = wait(.write, in: machine)
        let upgradable = wait(.upgradableRead, in: machine)
        #expect(machine.giveUp(.write, writer).other === upgradable)
        #expect(machine.hasUpgradableReader)
    }

    /// L1: the others of a turn keep it.
    @Test func giveUp_byOneReader_leavesTheTurnToTheOthers() {
        let machine = machine(.write)
        let turn = wait(.read, in: machine)
        _ = wait(.read, in: machine)
        _ = machine.giveUp(.read, turn)
        _ = machine.leave(.write)
        #expect(turn.hasCome)
        #expect(machine.readers == 1)
    }

    /// L1: the next reader begins a turn of its own.
    @Test func giveUp_byAllReaders_leavesNothing() {
        let machine = machine(.write)
        let turn = wait(.read, in: machine)
        _ = machine.giveUp(.read, turn)
        #expect(wait(.read, in: machine) !== turn)
        _ = machine.leave(.write)
        #expect(machine.readers == 1)
    }

    /// L1: at once where it reads alone.
    @Test func upgrade_withoutOtherReaders_isDone() {
        let machine = machine(.upgradableRead)
        let writer = wait(.write, in: machine)
        #expect(machine.upgrade() == .done)
        #expect(machine.isWriting)
        #expect(machine.leave(.write)?.other === writer, "who waited comes after it")
    }

    /// X5: no reader comes in, and no writer, between the wish and the last reader's end.
    @Test func upgrade_besideReaders_comesAfterTheLastAndBeforeAnyOther() {
        let machine = machine(.upgradableRead, .read, .read)
        let writer = wait(.write, in: machine)
        #expect(machine.upgrade() == .mustWait)
        let turn = Turn()
        machine.waitToUpgrade(turn)
        #expect(!machine.enter(.read))
        #expect(machine.leave(.read)?.other == nil)
        #expect(machine.leave(.read)?.other === turn)
        #expect(machine.isWriting && !machine.hasUpgradableReader)
        #expect(!writer.hasCome)
    }

    /// L2.
    @Test func upgrade_whenNobodyReadsUpgradably_isRefused() {
        for access in [Access.read, .write] {
            let machine = machine(access)
            #expect(machine.upgrade() == .isNotUpgradable)
        }
        let waiting = Machine(Situation.upgradeWaits.machine)
        #expect(waiting.upgrade() == .isNotUpgradable, "it is on its way already")
        #expect(waiting.leave(.upgradableRead) == nil)
    }

    /// L1: the readers that the upgrade alone has kept out come in.
    @Test func giveUpUpgrade_admitsTheReaders() {
        let machine = machine(.upgradableRead, .read)
        machine.waitToUpgrade(Turn())
        let readers = wait(.read, in: machine)
        #expect(machine.giveUpUpgrade().readers === readers)
        #expect(machine.hasUpgradableReader && machine.readers == 2)
    }

    /// X5: but not where a writer waits for them, too.
    @Test func giveUpUpgrade_whenAWriterWaits_leavesTheReadersToIt() {
        let machine = machine(.upgradableRead, .read)
        machine.waitToUpgrade(Turn())
        let writer = wait(.write, in: machine)
        let readers = wait(.read, in: machine)
        #expect(machine.giveUpUpgrade().readers == nil)
        _ = machine.leave(.read)
        #expect(machine.leave(.upgradableRead)?.other === writer)
        #expect(machine.leave(.write)?.readers === readers)
    }

    /// L1: the writer reads on, the readers come in, and no writer does.
    @Test(arguments: [ReadWriteLockStateMachine.Access.read, .upgradableRead])
    func downgrade_byAWriter_admitsReadersAndNoWriter(access: ReadWriteLockStateMachine.Access) {
        let machine = machine(.write)
        let writer = wait(.write, in: machine)
        let readers = wait(.read, in: machine)
        let admitted = machine.downgrade(to: access)
        #expect(admitted?.readers === readers)
        #expect(admitted?.other == nil)
        #expect(machine.hasUpgradableReader == (access == .upgradableRead))
        _ = machine.leave(.read)
        #expect(!writer.hasCome)
        #expect(machine.leave(access)?.other === writer)
    }

    /// L1: the next upgradable reader comes in beside it.
    @Test func downgrade_byTheUpgradableReader_admitsTheNext() {
        let machine = machine(.upgradableRead)
        let next = wait(.upgradableRead, in: machine)
        #expect(machine.downgrade(to: .read)?.other === next)
        #expect(machine.readers == 1)
    }

    /// L2.
    @Test func downgrade_byNobody_isNil() {
        let free = Machine()
        #expect(free.downgrade(to: .read) == nil)
        #expect(free.downgrade(to: .upgradableRead) == nil)
        let read = machine(.read)
        #expect(read.downgrade(to: .read) == nil)
        let upgradable = machine(.upgradableRead)
        #expect(upgradable.downgrade(to: .upgradableRead) == nil)
        let waiting = Machine(Situation.upgradeWaits.machine)
        #expect(waiting.downgrade(to: .read) == nil)
    }
}
