// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingQueues
import ThreadingTestSupport

/// How many produce and consume, and through which queue.
struct QueueShape: Sendable, CustomTestStringConvertible {
    let producers: Int
    let consumers: Int
    let capacity: Int?

    var testDescription: String { "\(producers)x\(consumers), capacity \(capacity.map(String.init) ?? "none")" }

    static let all = [(1, 1), (2, 2), (4, 4), (8, 2)].flatMap { producers, consumers in
        [1, 2, 3, 64, nil].map { QueueShape(producers: producers, consumers: consumers, capacity: $0) }
    }
}

/// Many threads, all forms of the calls, and books that must balance.
///
/// They also run under Thread Sanitizer, for which the parcels are plain memory.
@Suite(.serialized) struct BlockingQueueStressTests {
    private static let parcels = 3_000

    /// Where the machine is busy each hand-over may cost a time slice: then fewer go through.
    private static let length = Duration.milliseconds(400)

    /// Q1, Q2, Q3.
    @Test(arguments: QueueShape.all)
    func putAndGet_byManyThreadsInEveryForm_loseAndDoubleNothing(shape: QueueShape) async throws {
        let (ledger, tooFull, unfinished) = try await onThread {
            let queue = BlockingQueue<Parcel>(capacity: shape.capacity)
            let tooFull = Locked(0)
            let consumers = (0..<shape.consumers).map { _ in
                NativeThread.spawn { consume(queue, tooFull) }
            }
            let producers = (0..<shape.producers).map { producer in
                NativeThread.spawn {
                    produce(producer, Self.parcels / shape.producers, into: queue, until: .now + Self.length)
                }
            }
            let sent = producers.map { $0.join() }
            queue.close()
            let taken = consumers.map { $0.join() }
            queue.join()
            return (QueueLedger(pages: sent + taken), tooFull.withLock { $0 }, queue.unfinishedTasks)
        }
        #expect(ledger.faults == [])
        #expect(ledger.sentCount > 0)
        #expect(tooFull == 0)
        #expect(unfinished == 0)
    }

    /// Q8.
    @Test(arguments: QueueShape.all)
    func close_inTheMiddle_losesAndDoublesNothing(shape: QueueShape) async throws {
        let ledger = try await onThread {
            run(
                shape,
                endingWith: { queue in
                    queue.close()
                    return Page()
                }
            )
        }
        #expect(ledger.faults == [])
    }

    /// Q8.
    @Test(arguments: QueueShape.all)
    func closeImmediately_inTheMiddle_givesBackExactlyTheRest(shape: QueueShape) async throws {
        let ledger = try await onThread {
            run(
                shape,
                endingWith: { queue in
                    var page = Page()
                    for parcel in queue.closeImmediately() { page.take(parcel) }
                    return page
                }
            )
        }
        #expect(ledger.faults == [])
    }

    /// Q2, Q8: the smallest race, many times: one put against one close.
    @Test(arguments: [true, false]) func put_racingAClose_isEitherThereOrRefused(immediately: Bool) async throws {
        let faults = try await onThread {
            var faults = 0
            for round in 0..<200 {
                let queue = BlockingQueue<Int>(capacity: 1)
                let putter = NativeThread.spawn { queue.outcomeOfPut(round) }
                var left: [Int] = []
                if immediately { left = queue.closeImmediately() } else { queue.close() }
                let expected = putter.join() == .put ? [round] : []
                left += queue.takeAll()
                if left != expected { faults += 1 }
            }
            return faults
        }
        #expect(faults == 0)
    }

    private func run(
        _ shape: QueueShape,
        endingWith close: @escaping @Sendable (BlockingQueue<Parcel>) -> Page
    ) -> QueueLedger {
        let queue = BlockingQueue<Parcel>(capacity: shape.capacity)
        let isHalfWay = Event()
        let consumers = (0..<shape.consumers).map { _ in
            NativeThread.spawn { consume(queue, Locked(0), telling: isHalfWay) }
        }
        let producers = (0..<shape.producers).map { producer in
            NativeThread.spawn { produce(producer, .max, into: queue) }
        }
        let closer = NativeThread.spawn {
            isHalfWay.wait()
            return close(queue)
        }
        return QueueLedger(pages: [closer.join()] + producers.map { $0.join() } + consumers.map { $0.join() })
    }
}

/// Puts `count` parcels in the three forms by turns, or as many as the queue takes.
private func produce(
    _ producer: Int,
    _ count: Int,
    into queue: BlockingQueue<Parcel>,
    until end: ContinuousClock.Instant = .now + Delay.long
) -> Page {
    var page = Page()
    var number = 0
    var turn = producer
    while number < count, .now < end {
        let parcel = Parcel(producer: producer, number: number)
        turn += 1
        do {
            switch turn % 4 {
            case 0: guard try queue.putIfAvailable(parcel) else { continue }
            case 1: guard try queue.put(parcel, for: .microseconds(30)) else { continue }
            default: try queue.put(parcel)
            }
        } catch { return page }
        page.sent.append(Entry(producer: producer, number: number))
        number += 1
    }
    return page
}

/// Takes parcels in the three forms by turns until the queue is closed and empty.
private func consume(
    _ queue: BlockingQueue<Parcel>,
    _ tooFull: Locked<Int>,
    telling isHalfWay: Event? = nil
) -> Page {
    var page = Page()
    var turn = 0
    while true {
        turn += 1
        do {
            let parcel: Parcel?
            switch turn % 4 {
            case 0: parcel = try queue.getIfAvailable()
            case 1: parcel = try queue.get(for: .microseconds(30))
            default: parcel = try queue.get()
            }
            if let capacity = queue.capacity, queue.count > capacity { tooFull.withLock { $0 += 1 } }
            guard let parcel else { continue }
            page.take(parcel)
            queue.taskDone()
            if page.taken.count == 60 { isHalfWay?.set() }
        } catch { return page }
    }
}
