// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingQueues

/// Puts elements in every form there is, until it has put all or the queue is closed.
struct QueueProducer: Sendable {
    let queue: BlockingQueue<Item>
    let number: Int
    let size: Int
    let random: SoakRandom

    func run() -> ProducerLog {
        var random = random
        var log = ProducerLog()
        for sequence in 0..<size where log.closed == 0 {
            let entry = Entry(producer: number, sequence: sequence)
            log.write(entry) { () throws(QueueError) in
                let item = Item(producer: number, sequence: sequence)
                item.touches += 1
                switch random.below(10) {
                case 0...3:
                    try queue.put(item)
                    return queue.whenFull == .dropNewest ? nil : true
                case 4: return try queue.put(item, for: random.moment())
                case 5: return try queue.put(item, until: .now + random.moment())
                case 6, 7:
                    // A selection waits for room whatever the policy, and so drops nothing.
                    if queue.whenFull == .dropNewest { return try queue.putIfAvailable(item) }
                    return try select(item, for: random.moment())
                default: return try queue.putIfAvailable(item)
                }
            }
        }
        return log
    }

    /// As one of two cases, of which the other never is; whether it was put.
    private func select(_ item: sending Item, for duration: Duration) throws(QueueError) -> Bool {
        let never = BlockingQueue<Item>()
        do {
            return try ThreadingQueues.select(for: duration) {
                never.receiving { _ in false }
                queue.sending(item) { true }
            }
                ?? { () throws(QueueError) in
                    // A case whose queue is closed is left out, and the other never is.
                    if queue.isClosed { throw .closed }
                    return false
                }()
        } catch {
            throw .closed
        }
    }

    func runAsTask() async -> ProducerLog {
        var random = random
        var log = ProducerLog()
        for sequence in 0..<size where log.closed == 0 {
            let entry = Entry(producer: number, sequence: sequence)
            let isCancelled = random.happens(oneIn: 3)
            let queue = queue
            // Each in a task of its own, some of which are cancelled while they wait.
            let task = Task {
                let item = Item(producer: entry.producer, sequence: entry.sequence)
                item.touches += 1
                try await queue.put(item)
            }
            if isCancelled { task.cancel() }
            switch await task.result {
            case .success where queue.whenFull == .dropNewest: log.perhaps.append(entry)
            case .success: log.accepted.append(entry)
            case .failure(QueueError.closed):
                log.refused.append(entry)
                log.closed += 1
            case .failure: log.refused.append(entry)
            }
        }
        return log
    }
}

extension ProducerLog {
    /// Writes down how the put went: nil is put or dropped, without a word.
    fileprivate mutating func write(_ entry: Entry, _ put: () throws(QueueError) -> Bool?) {
        do throws(QueueError) {
            switch try put() {
            case true: accepted.append(entry)
            case false: refused.append(entry)
            case nil: perhaps.append(entry)
            }
        } catch {
            refused.append(entry)
            if error == .closed { closed += 1 }
        }
    }
}
