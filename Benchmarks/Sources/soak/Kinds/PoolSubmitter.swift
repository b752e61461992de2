// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures

/// Submits tasks to a pool, and does with their futures what there is to do.
struct PoolSubmitter: Sendable {
    let pool: ThreadPool
    let ledger: TaskLedger
    let tasks: Range<Int>
    let random: SoakRandom

    func run() -> [Future<Int>] {
        var random = random
        var futures: [Future<Int>] = []
        for number in tasks {
            let future = submit(number, &random)
            futures.append(future)
            switch random.below(12) {
            case 0: future.cancel()
            case 1: _ = future.outcome()
            case 2: _ = future.outcome(for: random.moment())
            case 3: futures[random.below(futures.count)].cancel()
            default: break
            }
        }
        return futures
    }

    private func submit(_ number: Int, _ random: inout SoakRandom) -> Future<Int> {
        let item = Item(producer: 0, sequence: number)
        let isFailing = random.happens(oneIn: 6)
        let isNested = random.happens(oneIn: 8)
        let priority = [TaskPriority.low, .medium, .high][random.below(3)]
        let (ledger, pool) = (ledger, pool)
        return pool.submit(priority: priority) {
            ledger.begin(number)
            item.touches += 1
            // A task that waits for one of its own pool, which it does itself if nobody else is there. It may be refused.
            if isNested, let inner = try? pool.submit({ number }).result(), inner != number {
                throw Violation("a task within task \(number) returned \(inner)")
            }
            if isFailing { throw TaskFailure(number: number) }
            return number
        }
    }
}
