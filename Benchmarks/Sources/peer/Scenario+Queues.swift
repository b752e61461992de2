// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingQueues

extension Scenario {
    static let queues: [Scenario] =
        [1, 2, 4, 16].flatMap { pairs in
            let shape = pairs == 1 ? "spsc" : "\(pairs)x\(pairs)"
            let numbers = [("1", 1), ("1024", 1_024), ("unb", nil), ("rdv", 0)].map { name, capacity in
                Scenario("BlockingQueue", "queue_\(shape)_\(name)") {
                    passing(pairs, capacity, $0, { $0 }, { $0 })
                }
            }
            guard pairs == 1 || pairs == 4 else { return numbers }
            return numbers + [
                Scenario("BlockingQueue", "queue_\(shape)_1024_ref") {
                    passing(pairs, 1_024, $0, { Box($0) }, { $0.number })
                }
            ]
        } + [Scenario("BlockingQueue", "queue_pingpong", pingPong)]

    @inline(__always)
    private static func passing<Element>(
        _ pairs: Int,
        _ capacity: Int?,
        _ meter: Meter,
        _ make: @escaping @Sendable (Int) -> sending Element,
        _ number: @escaping @Sendable (Element) -> Int
    ) -> Measured {
        meter.byCount(64 * pairs, most: 2_000_000, multiple: pairs) { count in
            let queue = BlockingQueue<Element>(capacity: capacity)
            let each = count / pairs
            let start = Barrier(parties: 2 * pairs + 1)
            let sum = Total()
            let producers = (0..<pairs).map { _ in
                NativeThread.spawn {
                    _ = try? start.wait()
                    var next = 1
                    while next <= each {
                        try? queue.put(make(next))
                        next += 1
                    }
                }
            }
            let consumers = (0..<pairs).map { _ in
                NativeThread.spawn {
                    _ = try? start.wait()
                    var (mine, taken) = (0, 0)
                    while taken < each, let element = try? queue.get() {
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

    private static func pingPong(_ meter: Meter) -> Measured {
        let (there, back) = (BlockingQueue<Int>(capacity: 1), BlockingQueue<Int>(capacity: 1))
        return pingPong(meter) { count in
            for number in 0..<count {
                try? there.put(number)
                if (try? back.get()) != number + 1 { Peer.fail("not what was sent") }
            }
        } _: { count in
            for _ in 0..<count {
                if let number = try? there.get() { try? back.put(number + 1) }
            }
        }
    }
}

/// An element on the heap.
final class Box: Sendable {
    let number: Int

    init(_ number: Int) { self.number = number }
}
