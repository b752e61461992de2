// Part of swift-threading. Apache-2.0: see LICENSE.

import AsyncAlgorithms
import DequeModule
import Dispatch
import Foundation

/// The queues that one makes of what Foundation and Dispatch have, and the channel of tasks.
extension Scenario {
    static let swiftQueues: [Scenario] =
        [1, 2, 4, 16].flatMap { (pairs: Int) -> [Scenario] in
            let shape = pairs == 1 ? "spsc" : "\(pairs)x\(pairs)"
            let capacities: [(String, Int?)] = [("1", 1), ("1024", 1_024), ("unb", nil)]
            let numbers = capacities.flatMap { (name: String, capacity: Int?) -> [Scenario] in
                [
                    Scenario(incumbent: "NSCondition", "queue_\(shape)_\(name)") {
                        passing(pairs, { ConditionQueue<Int>(capacity) }, $0, { $0 }, { $0 })
                    },
                    Scenario(incumbent: "DispatchSemaphore", "queue_\(shape)_\(name)") {
                        passing(pairs, { SemaphoreQueue<Int>(capacity) }, $0, { $0 }, { $0 })
                    },
                ]
            }
            let tasks = Scenario(incumbent: "AsyncChannel", "queue_\(shape)_rdv") { channel(pairs, $0) }
            guard pairs == 1 || pairs == 4 else { return numbers + [tasks] }
            return numbers + [
                tasks,
                Scenario(incumbent: "NSCondition", "queue_\(shape)_1024_ref") {
                    passing(pairs, { ConditionQueue<Box>(1_024) }, $0, { Box($0) }, { $0.number })
                },
                Scenario(incumbent: "DispatchSemaphore", "queue_\(shape)_1024_ref") {
                    passing(pairs, { SemaphoreQueue<Box>(1_024) }, $0, { Box($0) }, { $0.number })
                },
            ]
        } + [
            Scenario(incumbent: "NSCondition", "queue_pingpong") {
                pingPong($0, ConditionQueue<Int>(1), ConditionQueue<Int>(1))
            },
            Scenario(incumbent: "DispatchSemaphore", "queue_pingpong") {
                pingPong($0, SemaphoreQueue<Int>(1), SemaphoreQueue<Int>(1))
            },
        ]

    /// Tasks that meet, not threads.
    private static func channel(_ pairs: Int, _ meter: Meter) -> Measured {
        meter.byCount(64 * pairs, most: 1_000_000, multiple: pairs) { count in
            let channel = AsyncChannel<Int>()
            let each = count / pairs
            let begin = Meter.now()
            let sum = Waiting.until {
                await withTaskGroup(of: Int.self) { group in
                    for _ in 0..<pairs {
                        group.addTask {
                            for number in 1...each { await channel.send(number) }
                            return 0
                        }
                        group.addTask {
                            var numbers = channel.makeAsyncIterator()
                            var mine = 0
                            for _ in 0..<each { mine += await numbers.next() ?? 0 }
                            return mine
                        }
                    }
                    return await group.reduce(0, +)
                }
            }
            let time = Meter.now() - begin
            if sum != pairs * (each * (each + 1) / 2) { Peer.fail("the sum is \(sum)") }
            return time
        }
    }
}

/// One condition for both sides, all of which are woken.
///
/// Guarded by it.
private final class ConditionQueue<Element>: PassedThrough, @unchecked Sendable {
    private let condition = NSCondition()
    private let capacity: Int?
    @exclusivity(unchecked) private var elements = Deque<Element>()

    init(_ capacity: Int?) { self.capacity = capacity }

    func pass(_ element: sending Element) {
        condition.lock()
        if let capacity { while elements.count >= capacity { condition.wait() } }
        elements.append(element)
        condition.broadcast()
        condition.unlock()
    }

    func next() -> Element? {
        condition.lock()
        while elements.isEmpty { condition.wait() }
        let element = elements.removeFirst()
        if capacity != nil { condition.broadcast() }
        condition.unlock()
        return element
    }
}

/// A semaphore for the elements and one for the room; the elements are guarded by the lock.
private final class SemaphoreQueue<Element>: PassedThrough, @unchecked Sendable {
    private let room: DispatchSemaphore?
    private let filled = DispatchSemaphore(value: 0)
    private let lock = NSLock()
    @exclusivity(unchecked) private var elements = Deque<Element>()

    init(_ capacity: Int?) {
        // One that is made with a value must have it again when it ends.
        room = capacity.map { _ in DispatchSemaphore(value: 0) }
        for _ in 0..<(capacity ?? 0) { room?.signal() }
    }

    func pass(_ element: sending Element) {
        room?.wait()
        lock.lock()
        elements.append(element)
        lock.unlock()
        filled.signal()
    }

    func next() -> Element? {
        filled.wait()
        lock.lock()
        let element = elements.removeFirst()
        lock.unlock()
        room?.signal()
        return element
    }
}
