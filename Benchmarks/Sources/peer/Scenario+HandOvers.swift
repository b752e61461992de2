// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

/// Threads that wait for each other in turns.
extension Scenario {
    static let handOvers: [Scenario] =
        [
            Scenario("Condition", "cond_pingpong", conditions),
            Scenario("Semaphore", "sem_pingpong", semaphores),
        ]
        + [2, 4, 16].map { parties in Scenario("Barrier", "barrier_\(parties)") { barriers(parties, $0) } }

    /// Measures round trips between this thread and another.
    static func pingPong(
        _ meter: Meter,
        _ ping: (Int) -> Void,
        _ pong: @escaping @Sendable (Int) -> Void
    ) -> Measured {
        meter.byCount(200, most: 1_000_000) { count in
            let begin = Meter.now()
            let other = NativeThread.spawn { pong(count) }
            ping(count)
            other.join()
            return Meter.now() - begin
        }
    }

    private static func conditions(_ meter: Meter) -> Measured {
        let turn = Turn()
        return pingPong(meter, { turn.take($0, as: 0) }, { turn.take($0, as: 1) })
    }

    private static func semaphores(_ meter: Meter) -> Measured {
        let (there, back) = (Semaphore(value: 0), Semaphore(value: 0))
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
    }

    private static func barriers(_ parties: Int, _ meter: Meter) -> Measured {
        meter.byCount(50, most: 1_000_000) { count in
            let barrier = Barrier(parties: parties)
            let begin = Meter.now()
            let handles = (0..<parties).map { _ in
                NativeThread.spawn { for _ in 0..<count { _ = try? barrier.wait() } }
            }
            for handle in handles { handle.join() }
            return Meter.now() - begin
        }
    }
}

/// Whose turn it is, guarded by the condition's lock.
final class Turn: @unchecked Sendable {
    private let condition = Condition()
    @exclusivity(unchecked) private var turn = 0

    func take(_ count: Int, as me: Int) {
        for _ in 0..<count {
            condition.withLock {
                while turn != me { condition.wait() }
                turn = 1 - me
                condition.notify()
            }
        }
    }
}
