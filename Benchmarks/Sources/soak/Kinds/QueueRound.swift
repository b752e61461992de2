// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures
import ThreadingQueues

/// A round of one queue: a few producers and consumers, threads and tasks, and one of three ends.
struct QueueRound: Sendable {
    let queue: BlockingQueue<Item>
    let isInOrder: Bool
    let dropping: QueueLedger.DropPolicy

    /// When the queue is closed.
    private enum End: CaseIterable {
        case whenAllIsPut, meanwhile, atOnce
    }

    static func kind(
        _ name: String,
        isInOrder: Bool = false,
        dropping: QueueLedger.DropPolicy = .none,
        _ make: @escaping @Sendable () -> BlockingQueue<Item>
    ) -> SoakKind {
        SoakKind(name: name) { seed in
            let round = QueueRound(queue: make(), isInOrder: isInOrder, dropping: dropping)
            return try round.run(SoakRandom(seed: seed))
        }
    }

    private func run(_ seed: SoakRandom) throws -> Int {
        var random = seed
        let end = End.allCases[random.below(End.allCases.count)]
        let size = 1 + random.below(1_500)
        let left = Locked<[Entry]>([])

        let consumers = (0..<1 + random.below(4)).map { _ in
            let numbers = random.split()
            return random.happens(oneIn: 4)
                ? Future { await QueueConsumer(queue: queue, random: numbers).runAsTask() }
                : NativeThread.future { QueueConsumer(queue: queue, random: numbers).run() }
        }
        let producers = (0..<1 + random.below(4)).map { number in
            let producer = QueueProducer(queue: queue, number: number, size: size, random: random.split())
            return random.happens(oneIn: 4)
                ? Future { await producer.runAsTask() } : NativeThread.future { producer.run() }
        }
        let closer: Future<Void>? =
            end == .whenAllIsPut
            ? nil
            : NativeThread.future { [numbers = random.split()] in
                var numbers = numbers
                NativeThread.sleep(for: .microseconds(numbers.below(3_000)))
                if end == .atOnce {
                    let rest = queue.closeImmediately().map(\.entry)
                    left.withLock { $0 += rest }
                } else {
                    queue.close()
                }
            }

        let put = try producers.map { try $0.result() }
        try closer?.result()
        queue.close()
        let got = try consumers.map { try $0.result() }
        let ledger = QueueLedger(
            producers: put,
            consumers: got,
            left: left.withLock { $0 },
            dropped: queue.droppedCount
        )
        try ledger.checkContents(dropping: dropping)
        if isInOrder { try ledger.checkOrder() }
        try Violation.unless(queue.join(for: .zero), "\(queue.unfinishedTasks) tasks are not done")
        try Violation.unless(queue.isEmpty, "\(queue.count) elements are left in a queue that is closed")
        return ledger.operations
    }
}

extension NativeThread {
    /// A thread as a future, so that threads and tasks are waited for alike.
    static func future<Value: Sendable>(_ body: sending @escaping () -> Value) -> Future<Value> {
        let promise = Promise<Value>()
        let future = promise.future
        _ = NativeThread.spawn {
            let value = body()
            promise.succeed(value)
        }
        return future
    }
}
