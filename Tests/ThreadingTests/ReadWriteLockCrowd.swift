// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import Threading

/// Threads that come, wait, give up, upgrade and leave, all in one and at random: what ``ReadWriteLockStateMachine``
/// says of them is compared with what it promises.
struct ReadWriteLockCrowd {
    private typealias Access = ReadWriteLockStateMachine.Access

    private enum Member {
        case away
        case waits(Access, ReadWriteLockTurn)
        case isIn(Access)
        case waitsToUpgrade(ReadWriteLockTurn)
    }

    private var machine = ReadWriteLockStateMachine()
    private var members: [Member]
    /// Which writes have begun since a member came.
    private var writesSinceArrival: [Int]
    /// The greatest number of them that a reader has waited for.
    private(set) var longestWaitOfAReader = 0
    private(set) var admissions = 0
    private var random: UInt64

    init(count: Int, seed: UInt64) {
        members = Array(repeating: .away, count: count)
        writesSinceArrival = Array(repeating: 0, count: count)
        random = seed
    }

    /// One member does something that it may do.
    mutating func step() {
        let member = next(members.count)
        switch members[member] {
        case .away: arrive(member, Access.allCases[next(3)])
        case .waits(let access, let turn):
            // It gives up now and then.
            guard next(4) == 0 else { return }
            members[member] = .away
            admit(machine.giveUp(access, turn))
        case .waitsToUpgrade:
            guard next(4) == 0 else { return }
            members[member] = .isIn(.upgradableRead)
            admit(machine.giveUpUpgrade())
        case .isIn(let access): moveOn(member, from: access)
        }
        check()
    }

    private mutating func arrive(_ member: Int, _ access: Access) {
        writesSinceArrival[member] = 0
        let writerWaits = members.contains { if case .waits(.write, _) = $0 { true } else { false } }
        if machine.enter(access) {
            #expect(!writerWaits, "somebody has overtaken a writer")
            members[member] = .isIn(access)
            if access == .write { countWrite() }
        } else if next(4) > 0 {
            members[member] = .waits(access, machine.wait(for: access) { ReadWriteLockTurn() })
        }
    }

    private mutating func moveOn(_ member: Int, from access: Access) {
        switch (access, next(3)) {
        case (.upgradableRead, 0):
            switch machine.upgrade() {
            case .done:
                members[member] = .isIn(.write)
                countWrite()
            case .mustWait:
                let turn = ReadWriteLockTurn()
                machine.waitToUpgrade(turn)
                members[member] = .waitsToUpgrade(turn)
            case .isNotUpgradable: Issue.record("the upgradable reader may not upgrade")
            }
        case (.write, 0), (.upgradableRead, 1), (.write, 1):
            let lower: Access = access == .write && next(2) == 0 ? .upgradableRead : .read
            members[member] = .isIn(lower)
            admit(machine.downgrade(to: lower))
        default:
            members[member] = .away
            admit(machine.leave(access))
        }
    }

    /// Those whose turn has come are in.
    private mutating func admit(_ admitted: ReadWriteLockStateMachine.Admitted?) {
        guard let admitted else {
            Issue.record("a member that is in was told that it is not")
            return
        }
        for member in members.indices {
            switch members[member] {
            case .waits(let access, let turn) where turn === admitted.readers || turn === admitted.other:
                #expect(turn.hasCome)
                members[member] = .isIn(access)
                admissions += 1
                if access == .read {
                    longestWaitOfAReader = max(longestWaitOfAReader, writesSinceArrival[member])
                } else if access == .write {
                    countWrite()
                }
            case .waitsToUpgrade(let turn) where turn === admitted.other:
                members[member] = .isIn(.write)
                admissions += 1
                countWrite()
            default: break
            }
        }
    }

    private mutating func countWrite() {
        for member in members.indices { writesSinceArrival[member] += 1 }
    }

    /// One writes alone or many read, the machine knows who, and nobody waits for nothing.
    private func check() {
        var inside: [Access: Int] = [:]
        var waiting: [Access: Int] = [:]
        var upgrades = 0
        for member in members {
            switch member {
            case .away: break
            case .waits(let access, let turn):
                waiting[access, default: 0] += 1
                #expect(!turn.hasCome, "a turn has come that nobody was told of")
            case .isIn(let access): inside[access, default: 0] += 1
            case .waitsToUpgrade:
                inside[.upgradableRead, default: 0] += 1
                upgrades += 1
            }
        }
        let (readers, upgradable, writers) = (inside[.read] ?? 0, inside[.upgradableRead] ?? 0, inside[.write] ?? 0)
        #expect(readers == machine.readers)
        #expect(upgradable == (machine.hasUpgradableReader ? 1 : 0))
        #expect(writers == (machine.isWriting ? 1 : 0))
        #expect(writers == 0 || readers + upgradable == 0, "somebody reads while another writes")
        #expect(writers + upgradable <= 1)
        if writers == 0 {
            #expect(upgrades == 0 || readers > 0, "an upgrade waits for nobody")
            if waiting[.read] ?? 0 > 0 { #expect(upgrades + (waiting[.write] ?? 0) > 0, "readers wait for nobody") }
            if readers + upgradable == 0 {
                #expect(waiting.values.allSatisfy { $0 == 0 }, "all wait, and nobody is in")
            }
            if upgradable == 0, waiting[.write] ?? 0 == 0 {
                #expect(waiting[.upgradableRead] ?? 0 == 0, "an upgradable reader waits for nobody")
            }
        }
    }

    /// Knuth's linear congruential generator, from its upper bits.
    private mutating func next(_ limit: Int) -> Int {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((random >> 33) % UInt64(limit))
    }
}

extension ReadWriteLockStateMachineTests {
    /// X5, L1: whoever comes in whatever order, and a reader waits for one writer at the most.
    @Test(arguments: 1...20 as ClosedRange<UInt64>) func aCrowd_atRandom_findsWhatIsPromised(seed: UInt64) {
        var crowd = ReadWriteLockCrowd(count: 6, seed: seed)
        for _ in 0..<2_000 { crowd.step() }
        #expect(crowd.longestWaitOfAReader == 1)
        #expect(crowd.admissions > 100)
    }
}
