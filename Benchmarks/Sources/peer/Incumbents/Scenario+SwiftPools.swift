// Part of swift-threading. Apache-2.0: see LICENSE.

import Dispatch
import Foundation
import NIOPosix
import Threading

/// Pools of Foundation, Dispatch and SwiftNIO.
extension Scenario {
    static let swiftPools: [Scenario] =
        [2, 10].flatMap { threads in
            [
                Scenario(incumbent: "OperationQueue", "pool_submit_\(threads)") { meter in
                    let queue = OperationQueue()
                    queue.maxConcurrentOperationCount = threads
                    return collected(meter) { results in
                        for number in 0..<results.count {
                            queue.addOperation { results.set(number) }
                        }
                        queue.waitUntilAllOperationsAreFinished()
                    }
                },
                Scenario(incumbent: "NIOThreadPool", "pool_submit_\(threads)") { meter in
                    let pool = NIOThreadPool(numberOfThreads: threads)
                    pool.start()
                    return collected(meter) { results in
                        let left = Latch(count: results.count)
                        for number in 0..<results.count {
                            pool.submit { _ in
                                results.set(number)
                                left.countDown()
                            }
                        }
                        left.wait()
                    }
                },
            ]
        } + [
            Scenario(incumbent: "Dispatch_group", "pool_submit_2") { meter in
                let queue = DispatchQueue.global()
                return collected(meter) { results in
                    let group = DispatchGroup()
                    for number in 0..<results.count { queue.async(group: group) { results.set(number) } }
                    group.wait()
                }
            },
            Scenario(incumbent: "bare", "pool_submit_2", BareTask.measure),
            Scenario(incumbent: "Task*", "pool_submit_2") { meter in
                collected(meter) { results in
                    Waiting.until {
                        let tasks = (0..<results.count).map { number in Task.detached { number } }
                        for task in tasks { results.set(await task.value) }
                    }
                }
            },
            Scenario(incumbent: "concurrentPerform", "pool_map_10m") { meter in
                mapped(meter) { pieces, body in
                    DispatchQueue.concurrentPerform(iterations: pieces, execute: body)
                }
            },
            Scenario(incumbent: "concurrentPerform", "pool_sha512") { meter in
                hashed(meter) { pieces, body in
                    DispatchQueue.concurrentPerform(iterations: pieces, execute: body)
                }
            },
        ]

    /// Measures tasks that write down their numbers, which are summed up.
    private static func collected(_ meter: Meter, _ body: @escaping (Results) -> Void) -> Measured {
        meter.byCount(1_000, most: 1_000_000) { count in
            let results = Results(count)
            let begin = Meter.now()
            body(results)
            let sum = results.sum
            let time = Meter.now() - begin
            if sum != count * (count - 1) / 2 { Peer.fail("the sum is \(sum)") }
            return time
        }
    }
}

/// A number for each task, which writes its own, and which are read when all have ended.
private final class Results: @unchecked Sendable {
    let count: Int
    private let numbers: UnsafeMutablePointer<Int>

    init(_ count: Int) {
        self.count = count
        unsafe numbers = .allocate(capacity: count)
        unsafe numbers.initialize(repeating: 0, count: count)
    }

    deinit { unsafe numbers.deallocate() }

    func set(_ number: Int) { unsafe numbers[number] = number }

    var sum: Int { (0..<count).reduce(0) { unsafe $0 + numbers[$1] } }
}
