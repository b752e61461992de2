// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingQueues

/// Takes elements in every form there is, until the queue is closed and empty.
struct QueueConsumer: Sendable {
    let queue: BlockingQueue<Item>
    let random: SoakRandom

    func run() -> [Entry] {
        var random = random
        var got: [Entry] = []
        func take(_ items: [Item]) {
            for item in items {
                item.touches += 1
                got.append(item.entry)
                queue.taskDone()
            }
        }
        while true {
            do throws(QueueError) {
                switch random.below(12) {
                case 0...2: take([try queue.get()])
                case 3: if let item = try queue.get(for: random.moment()) { take([item]) }
                case 4: if let item = try queue.get(until: .now + random.moment()) { take([item]) }
                case 5: if let item = try queue.getIfAvailable() { take([item]) }
                case 6: take(try queue.get(upTo: 1 + random.below(5)))
                case 7: take(try queue.get(upTo: 1 + random.below(5), for: random.moment()))
                case 8: take(try queue.getIfAvailable(upTo: 1 + random.below(5)))
                case 9, 10: take(try select(for: random.moment()))
                default: for item in queue.prefix(1 + random.below(5)) { take([item]) }
                }
            } catch {
                return got
            }
        }
    }

    /// As one of two cases, of which the other never is.
    private func select(for duration: Duration) throws(QueueError) -> [Item] {
        let never = BlockingQueue<Item>()
        do {
            return try ThreadingQueues.select(for: duration) {
                never.receiving { [$0] }
                queue.receiving({ [$0] }, whenClosed: { throw QueueError.closed })
            } ?? []
        } catch {
            throw .closed
        }
    }

    func runAsTask() async -> [Entry] {
        var random = random
        var got: [Entry] = []
        while true {
            let isCancelled = random.happens(oneIn: 3)
            let queue = queue
            // Each in a task of its own, some of which are cancelled while they wait.
            let task = Task { try await queue.get() }
            if isCancelled { task.cancel() }
            switch await task.result {
            case .success(let item):
                item.touches += 1
                got.append(item.entry)
                queue.taskDone()
            case .failure(is CancellationError): continue
            case .failure: return got
            }
        }
    }
}
