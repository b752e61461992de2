// Part of swift-threading. Apache-2.0: see LICENSE.

import Dispatch
import Foundation
import NIOConcurrencyHelpers
import Threading

/// Threads that wait for each other, by Foundation, Dispatch and SwiftNIO.
extension Scenario {
    static let swiftHandOvers: [Scenario] =
        [
            Scenario(incumbent: "NSCondition", "cond_pingpong") { meter in
                let turn = FoundationTurn()
                return pingPong(meter, { turn.take($0, as: 0) }, { turn.take($0, as: 1) })
            },
            Scenario(incumbent: "NIOConditionLock", "cond_pingpong") { meter in
                let lock = ConditionLock(value: 0)
                @Sendable func take(_ count: Int, as me: Int) {
                    for _ in 0..<count {
                        lock.lock(whenValue: me)
                        lock.unlock(withValue: 1 - me)
                    }
                }
                return pingPong(meter, { take($0, as: 0) }, { take($0, as: 1) })
            },
            Scenario(incumbent: "DispatchSemaphore", "sem_pingpong") { meter in
                let (there, back) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
                return pingPong(meter) { count in
                    for _ in 0..<count {
                        there.signal()
                        back.wait()
                    }
                } _: { count in
                    for _ in 0..<count {
                        there.wait()
                        back.signal()
                    }
                }
            },
        ]
        + [2, 4, 16].map { parties in
            Scenario(incumbent: "NSCondition", "barrier_\(parties)") { meter in
                meter.byCount(50, most: 1_000_000) { count in
                    let barrier = FoundationBarrier(parties)
                    let begin = Meter.now()
                    let handles = (0..<parties).map { _ in
                        NativeThread.spawn { for _ in 0..<count { barrier.wait() } }
                    }
                    for handle in handles { handle.join() }
                    return Meter.now() - begin
                }
            }
        }
}

/// Whose turn it is, guarded by the condition.
private final class FoundationTurn: @unchecked Sendable {
    private let condition = NSCondition()
    @exclusivity(unchecked) private var turn = 0

    func take(_ count: Int, as me: Int) {
        for _ in 0..<count {
            condition.lock()
            while turn != me { condition.wait() }
            turn = 1 - me
            condition.signal()
            condition.unlock()
        }
    }
}

/// The barrier that one makes of a condition, guarded by it.
private final class FoundationBarrier: @unchecked Sendable {
    private let condition = NSCondition()
    private let parties: Int
    @exclusivity(unchecked) private var arrived = 0
    @exclusivity(unchecked) private var generation = 0

    init(_ parties: Int) { self.parties = parties }

    func wait() {
        condition.lock()
        defer { condition.unlock() }
        let mine = generation
        arrived += 1
        if arrived == parties {
            arrived = 0
            generation += 1
            condition.broadcast()
        } else {
            while generation == mine { condition.wait() }
        }
    }
}
