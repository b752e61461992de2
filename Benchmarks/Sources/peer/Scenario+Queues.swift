// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingQueues

extension Scenario {
    static let queues: [Scenario] =
        [1, 2, 4, 16].flatMap { pairs in
            let shape = pairs == 1 ? "spsc" : "\(pairs)x\(pairs)"
            let numbers = [("1", 1), ("1024", 1_024), ("unb", nil), ("rdv", 0)].map { name, capacity in
                Scenario("BlockingQueue", "queue_\(shape)_\(name)") {
                    passing(pairs, { BlockingQueue<Int>(capacity: capacity) }, $0, { $0 }, { $0 })
                }
            }
            guard pairs == 1 || pairs == 4 else { return numbers }
            return numbers + [
                Scenario("BlockingQueue", "queue_\(shape)_1024_ref") {
                    passing(pairs, { BlockingQueue<Box>(capacity: 1_024) }, $0, { Box($0) }, { $0.number })
                }
            ]
        } + [
            Scenario("BlockingQueue", "queue_pingpong") {
                pingPong($0, BlockingQueue<Int>(capacity: 1), BlockingQueue<Int>(capacity: 1))
            }
        ]

    /// Measures elements that so many threads put into a new queue and as many get.
    @inline(__always)
    static func passing<Queue: PassedThrough>(
        _ pairs: Int,
        _ makeQueue: @escaping () -> Queue,
        _ meter: Meter,
        _ make: @escaping @Sendable (Int) -> sending Queue.Element,
        _ number: @escaping @Sendable (Queue.Element) -> Int
    ) -> Measured {
        meter.byCount(64 * pairs, most: 2_000_000, multiple: pairs) { count in
            let queue = makeQueue()
            let each = count / pairs
            let start = Barrier(parties: 2 * pairs + 1)
            let sum = Total()
            let producers = (0..<pairs).map { _ in
                NativeThread.spawn {
                    _ = try? start.wait()
                    var next = 1
                    while next <= each {
                        queue.pass(make(next))
                        next += 1
                    }
                }
            }
            let consumers = (0..<pairs).map { _ in
                NativeThread.spawn {
                    _ = try? start.wait()
                    var (mine, taken) = (0, 0)
                    while taken < each, let element = queue.next() {
                        mine += number(element)
                        taken += 1
                    }
                    sum.add(mine)
                }
            }
            let begin = Meter.now()
            _ = try? start.wait()
            for thread in producers + consumers { thread.join() }
            let time = Meter.now() - begin
            let right = pairs * (each * (each + 1) / 2)
            if sum.value != right { Peer.fail("the sum is \(sum.value), not \(right)") }
            return time
        }
    }

    /// Measures a number that goes there and comes back.
    @inline(__always)
    static func pingPong<Queue: PassedThrough<Int>>(_ meter: Meter, _ there: Queue, _ back: Queue) -> Measured {
        pingPong(meter) { count in
            for number in 0..<count {
                there.pass(number)
                if back.next() != number + 1 { Peer.fail("not what was sent") }
            }
        } _: { count in
            for _ in 0..<count {
                if let number = there.next() { back.pass(number + 1) }
            }
        }
    }
}

/// What elements go through, from thread to thread.
protocol PassedThrough<Element>: Sendable {
    associatedtype Element

    func pass(_ element: sending Element)

    /// Waits for one; `nil` if there will be none.
    func next() -> Element?
}

extension BlockingQueue: PassedThrough {
    @inline(__always) func pass(_ element: sending Element) { try? put(element) }
    @inline(__always) func next() -> Element? { try? get() }
}

/// An element on the heap.
final class Box: Sendable {
    let number: Int

    init(_ number: Int) { self.number = number }
}
