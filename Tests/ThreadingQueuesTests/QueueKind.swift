// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingQueues

/// The kinds of queues, for tests of what all of them do.
enum QueueKind: CaseIterable, Sendable {
    case firstInFirstOut
    case stack
    case priorities
    case storageOfOnesOwn

    func queue(capacity: Int? = nil, whenFull: QueueFullPolicy = .wait) -> BlockingQueue<Int> {
        switch self {
        case .firstInFirstOut: BlockingQueue(capacity: capacity, whenFull: whenFull)
        case .stack: BlockingStack(capacity: capacity, whenFull: whenFull)
        case .priorities: BlockingPriorityQueue(capacity: capacity, whenFull: whenFull)
        case .storageOfOnesOwn: BlockingQueue(storage: GreatestFirst(), capacity: capacity, whenFull: whenFull)
        }
    }

    /// A queue with these in it.
    func holding(_ elements: [Int], capacity: Int? = nil, whenFull: QueueFullPolicy = .wait) -> BlockingQueue<Int> {
        let queue = queue(capacity: capacity, whenFull: whenFull)
        for element in elements { _ = queue.outcomeOfPutIfAvailable(element) }
        return queue
    }

    /// The order in which it gives out what came in the order of these.
    func order(of elements: [Int]) -> [Int] {
        switch self {
        case .firstInFirstOut: elements
        case .stack: elements.reversed()
        case .priorities: elements.sorted()
        case .storageOfOnesOwn: elements.sorted().reversed()
        }
    }
}

private struct GreatestFirst: QueueStorage {
    private var numbers: [Int] = []

    var count: Int { numbers.count }

    mutating func append(_ element: Int) {
        numbers.append(element)
        numbers.sort()
    }

    mutating func removeNext() -> Int? { numbers.popLast() }
}
