// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingQueues

/// How a call on a queue ended, as a value that a thread can hand to its test.
enum QueueOutcome: Equatable, Sendable {
    case put
    case got(Int)
    case nothingInTime
    case closed
    case full
    case refused
}

extension BlockingQueue<Int> {
    func outcomeOfPut(_ element: Int) -> QueueOutcome {
        do throws(QueueError) {
            try put(element)
            return .put
        } catch { return .init(error) }
    }

    func outcomeOfPut(_ element: Int, for duration: Duration?) -> QueueOutcome {
        do throws(QueueError) {
            return try put(element, for: duration) ? .put : .nothingInTime
        } catch { return .init(error) }
    }

    func outcomeOfPutIfAvailable(_ element: Int) -> QueueOutcome {
        do throws(QueueError) {
            return try putIfAvailable(element) ? .put : .nothingInTime
        } catch { return .init(error) }
    }

    func outcomeOfGet() -> QueueOutcome {
        do throws(QueueError) {
            return .got(try get())
        } catch { return .init(error) }
    }

    func outcomeOfGet(for duration: Duration?) -> QueueOutcome {
        do throws(QueueError) {
            return try get(for: duration).map { .got($0) } ?? .nothingInTime
        } catch { return .init(error) }
    }

    func outcomeOfGetIfAvailable() -> QueueOutcome {
        do throws(QueueError) {
            return try getIfAvailable().map { .got($0) } ?? .nothingInTime
        } catch { return .init(error) }
    }

    /// A queue with these in it.
    static func holding(
        _ elements: [Int],
        capacity: Int? = nil,
        whenFull: QueueFullPolicy = .wait
    ) -> BlockingQueue<Int> {
        let queue = BlockingQueue<Int>(capacity: capacity, whenFull: whenFull)
        for element in elements { _ = queue.outcomeOfPutIfAvailable(element) }
        return queue
    }

    /// What is in it, the first first, taken out.
    func takeAll() -> [Int] {
        var taken: [Int] = []
        while case .got(let element) = outcomeOfGetIfAvailable() { taken.append(element) }
        return taken
    }
}

extension QueueOutcome {
    init(_ error: QueueError) {
        switch error {
        case .closed: self = .closed
        case .full: self = .full
        case .refused: self = .refused
        }
    }
}
