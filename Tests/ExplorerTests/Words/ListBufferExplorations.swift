// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

@testable import ThreadingCore
@testable import ThreadingQueues

/// The chain of blocks, word by word; with blocks of one slot and of three, so that they are linked and used again.
@Suite struct ListBufferExplorations {
    private typealias List = ListBuffer<ExploredElement, ExploredQueueWord>

    private static func list(_ places: Int) -> @Sendable () -> List {
        { List(places: places) }
    }

    /// Two threads, in every schedule.
    private static let pairs: [QueueModel] = [
        QueueModel(threads: [[.put(1)], [.put(2)]]),
        QueueModel(threads: [[.put(1)], [.take]]),
        QueueModel(before: [.put(0)], threads: [[.take], [.take]]),
        // A put that has returned is seen.
        QueueModel(threads: [[.put(1), .take], [.put(2)]]),
        // Put against take, where blocks come to their end.
        QueueModel(threads: [[.put(1), .put(2)], [.take, .take]]),
        QueueModel(before: [.put(0), .put(1)], threads: [[.put(2)], [.take, .take]]),
        // The first block is used again while its reader still reads: the second put waits for that slot.
        QueueModel(before: [.put(1)], threads: [[.put(2), .put(3)], [.take]]),
        QueueModel(before: [.put(0), .take, .put(1)], threads: [[.put(2), .take], [.take]]),
        // The close, also in the middle of linking.
        QueueModel(threads: [[.put(1)], [.close, .put(2)]]),
        QueueModel(before: [.put(0)], threads: [[.take, .take], [.close]]),
        QueueModel(threads: [[.put(1), .put(2)], [.close, .take]]),
        // How many there are: the place without a slot is none.
        QueueModel(threads: [[.put(1), .put(2)], [.count]]),
        QueueModel(before: [.put(0)], threads: [[.take, .put(2)], [.count, .count]]),
        QueueModel(before: [.put(0)], threads: [[.put(1), .take], [.count]]),
    ]

    /// Q1, Q3, Q8.
    @Test(arguments: pairs, [2, 4])
    func twoThreads_everySchedule_doAsOneQueueWould(model: QueueModel, places: Int) throws {
        try exhaust(model, Self.list(places))
    }

    /// As they are inlined into those who use a queue; those with more steps have too many schedules.
    @Test(arguments: pairs.filter { $0.threads.joined().count <= 3 })
    func twoThreads_thatClaimFirst_doAsOneQueueWould(model: QueueModel) throws {
        try exhaust(model, Self.list(4), preemptions: 3, isClaiming: true)
    }

    private static let triples: [QueueModel] = [
        QueueModel(threads: [[.put(1)], [.put(2)], [.take]]),
        QueueModel(before: [.put(0)], threads: [[.take], [.take], [.put(1)]]),
        QueueModel(before: [.put(0)], threads: [[.put(1)], [.take], [.close]]),
        // Two put after the block of the reader has come round.
        QueueModel(before: [.put(0), .put(1)], threads: [[.take], [.put(2)], [.put(3)]]),
    ]

    /// Q1, Q3, Q8.
    @Test(arguments: triples, [2, 4])
    func threeThreads_everyScheduleWithTwoPreemptions_doAsOneQueueWould(model: QueueModel, places: Int) throws {
        try exhaust(model, Self.list(places), preemptions: 2)
    }

    /// Q1: what was read comes round, and no other memory is asked for.
    @Test func blocks_thatWereRead_areUsedAgain() throws {
        try exhaust([2], Self.list(2), preemptions: 2) { buffer in
            for number in 0..<10 {
                _ = buffer.tryPut(number)
                _ = buffer.tryTake()
            }
            return buffer.buffer.blockCount
        }
    }

    /// Q3: Dekker's argument, at the end of a block, too.
    @Test(arguments: [2, 4]) func take_thatWaits_besideAPut_sleepsForNothing(places: Int) throws {
        try exhaust([.took(1)] as Set<QueueModel.Answer>, Self.list(places)) { buffer in
            let taker = NativeThread.spawn { buffer.take() }
            _ = buffer.tryPut(1)
            return taker.join()
        }
    }

    /// Q3.
    @Test func twoTakes_thatWait_besideTwoPuts_haveOneEach() throws {
        try exhaust([[1, 2], [2, 1]], Self.list(2), preemptions: 2) { buffer in
            let takers = (0..<2).map { _ in NativeThread.spawn { buffer.take() } }
            for number in 1...2 { _ = buffer.tryPut(number) }
            return takers.map { taker in
                if case .took(let number) = taker.join() { number } else { 0 }
            }
        }
    }

    /// Q3, X4.
    @Test func take_withATimeout_besideAPut_hasItOrLeavesIt() throws {
        try exhaust([true, false], Self.list(2)) { buffer in
            let taker = NativeThread.spawn { buffer.take(until: Deadline(after: .seconds(1))) }
            NativeThread.sleep(for: .seconds(1))
            _ = buffer.tryPut(1)
            let hasIt = taker.join() == .took(1)
            expect(buffer.rest() == (hasIt ? [] : [1]))
            return hasIt
        }
    }

    /// Q8.
    @Test func close_besideATakeThatWaits_wakesIt() throws {
        try exhaust([.closed] as Set<QueueModel.Answer>, Self.list(2)) { buffer in
            let taker = NativeThread.spawn { buffer.take() }
            buffer.buffer.close()
            return taker.join()
        }
    }
}
