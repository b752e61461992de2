// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import Threading
@testable import ThreadingCore
@testable import ThreadingExplorer

/// The gate of read-write locks, word by word, with the lock and the machine behind it: a writer is alone, nobody waits for
/// ever, and nothing is left behind.
@Suite struct ReadWriteGateExplorations {
    private typealias Storage = ReadWriteLockStorage<ExploredReadWriteWord>

    /// What a thread does.
    enum Visit: Sendable, CustomTestStringConvertible {
        case read, write, timedRead, timedWrite, triedRead, triedWrite, upgrade, timedUpgrade, downgrade

        var testDescription: String { "\(self)" }
    }

    /// Where readers are counted: in one place, in a table that is made when they meet, in one that there is already.
    enum Places: CaseIterable, Sendable { case one, several, table }

    /// A lock, and a variable that says who is in.
    private final class Room: Sendable {
        let lock: ReadWriteLockStorage<ExploredReadWriteWord>
        let value = WatchedVariable(0)

        init(_ places: Places) {
            lock = ReadWriteLockStorage(places: places == .one ? 0 : 2, hasGate: true)
            if places == .table { lock.gate.spread() }
        }

        private func lockForReading(until deadline: Deadline) -> Bool {
            lock.readAtOnce() || lock.read(until: deadline)
        }

        private func look() {
            _ = value.read()
            lock.endReading()
        }

        private func change() {
            value.write(value.read() + 1)
            lock.endWriting()
        }

        /// How often it has written.
        func run(_ visit: Visit) -> Int {
            let soon = Deadline(after: .seconds(1))
            switch visit {
            case .read:
                _ = lockForReading(until: .never)
                look()
            case .timedRead: if lockForReading(until: soon) { look() }
            case .triedRead: if lockForReading(until: .immediate) { look() }
            case .write, .timedWrite, .triedWrite:
                let deadline: Deadline = visit == .write ? .never : visit == .timedWrite ? soon : .immediate
                guard lock.write(until: deadline) else { return 0 }
                change()
                return 1
            case .upgrade, .timedUpgrade:
                _ = lock.enterInTurn(.upgradableRead, until: .never)
                let seen = value.read()
                guard lock.upgrade(until: visit == .upgrade ? .never : soon) else {
                    lock.endReadingUpgradably()
                    return 0
                }
                expect(value.read() == seen, "somebody wrote between the read and the write")
                change()
                return 1
            case .downgrade:
                _ = lock.write(until: .never)
                let seen = value.read()
                value.write(seen + 1)
                lock.downgrade(to: .read, "nobody wrote")
                expect(value.read() == seen + 1, "somebody wrote between the write and the read")
                look()
                return 1
            }
            return 0
        }
    }

    private func exhaust(_ visits: [Visit], _ places: Places, preemptions: Int?) throws {
        let report = try explore(
            .exhaustive,
            preemptions: preemptions,
            schedules: 400_000,
            timeLimit: .seconds(900)
        ) {
            let room = Room(places)
            let handles = visits.map { visit in NativeThread.spawn { room.run(visit) } }
            let writes = handles.reduce(0) { $0 + $1.join() }
            expect(room.value.read() == writes, "a change was lost")
            expect(!room.lock.isRead && !room.lock.isWritten, "somebody who is gone is still in")
            expect(room.lock.write(until: .immediate), "a lock that nobody holds was refused")
            room.lock.endWriting()
            expect(room.lock.gate.isOpen, "a lock that nobody waits for is closed")
        }
        #expect(report.isExhausted, "\(report)")
    }

    /// L1: whoever meets whom.
    @Test(
        arguments: [
            [.read, .read], [.read, .write], [.write, .write], [.read, .timedWrite], [.timedRead, .write],
            [.triedRead, .write], [.read, .triedWrite], [.upgrade, .read], [.upgrade, .write], [.upgrade, .upgrade],
            [.timedUpgrade, .read], [.downgrade, .read], [.downgrade, .write],
        ] as [[Visit]],
        Places.allCases
    )
    func twoThreads_everySchedule(visits: [Visit], places: Places) throws {
        // Under Thread Sanitizer, which takes three times as long, with one fewer: what it looks for is two that meet.
        try exhaust(visits, places, preemptions: Exploration.isSanitized ? 2 : 3)
    }

    /// L1, X5: readers that meet, so that the table is made, and others beside them.
    @Test(
        arguments: [
            [.read, .read, .write], [.read, .read, .timedWrite], [.read, .read, .upgrade], [.read, .write, .write],
            [.read, .read, .timedUpgrade], [.read, .timedWrite, .write], [.read, .downgrade, .write],
            [.timedRead, .write, .timedWrite], [.read, .read, .triedWrite],
        ] as [[Visit]],
        [Places.several]
    )
    func threeThreads_everyScheduleWithTwoPreemptions(visits: [Visit], places: Places) throws {
        try exhaust(visits, places, preemptions: 2)
    }

    /// L1: one that only tries is refused by who is in or comes in, and never by one that only tries to read.
    @Test func triesToRead_byTwo_areNeverRefused() throws {
        let report = try explore(.exhaustive, schedules: 200_000, timeLimit: .seconds(900)) {
            let lock = Storage(places: 2, hasGate: true)
            let read: @Sendable () -> Bool = {
                guard lock.readAtOnce() || lock.read(until: .immediate) else { return false }
                lock.endReading()
                return true
            }
            let handles = (0..<2).map { _ in NativeThread.spawn(read) }
            for handle in handles { expect(handle.join(), "a reader was refused, and nobody writes") }
        }
        #expect(report.isExhausted, "\(report)")
    }

    /// L1: two that only try, and one of them comes in whatever the order.
    @Test func triesToReadAndToWrite_ofAFreeLock_areNotBothRefused() throws {
        let report = try explore(.exhaustive, schedules: 200_000, timeLimit: .seconds(900)) {
            let room = Room(.several)
            let reader = NativeThread.spawn { () -> Bool in
                guard room.lock.readAtOnce() || room.lock.read(until: .immediate) else { return false }
                room.lock.endReading()
                return true
            }
            let writer = NativeThread.spawn { room.run(.triedWrite) == 1 }
            let (hasRead, hasWritten) = (reader.join(), writer.join())
            expect(hasRead || hasWritten, "a free lock was refused to both")
        }
        #expect(report.isExhausted, "\(report)")
    }

    /// L1: while one reads, nobody writes, though another is turned back as the table is made: what it takes back is not
    /// taken from the count of the one that reads.
    @Test func write_whileOneReads_waits_evenIfAnotherIsTurnedBackAsTheTableIsMade() throws {
        let report = try explore(.exhaustive, preemptions: 3, schedules: 400_000, timeLimit: .seconds(900)) {
            let lock = Storage(places: 2, hasGate: true)
            expect(lock.readAtOnce(), "a free lock was refused")
            let turnedBack = NativeThread.spawn { if lock.readAtOnce() { lock.endReading() } }
            let maker = NativeThread.spawn { lock.gate.spread() }
            let writer = NativeThread.spawn { lock.write(until: Deadline(after: .seconds(1))) }
            expect(!writer.join(), "one reads, and another writes")
            turnedBack.join()
            maker.join()
            lock.endReading()
        }
        #expect(report.isExhausted, "\(report)")
    }
}
