// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Semaphores, events and threads that come and go.
extension StressTests {
    /// S2, S3: never more inside than there are permits.
    @Test func semaphore_byManyThreads_letsNoMoreInThanPermits() async throws {
        let (greatest, value) = try await onThread {
            let semaphore = Semaphore(value: 3, limit: 3)
            let inside = Locked((now: 0, greatest: 0))
            let handles = (0..<8).map { who in
                NativeThread.spawn {
                    for round in 0..<500 {
                        let isIn =
                            switch (who + round) % 3 {
                            case 0: semaphore.wait(for: .microseconds(30))
                            case 1: semaphore.waitIfAvailable()
                            default: semaphore.wait(for: nil)
                            }
                        guard isIn else { continue }
                        inside.withLock {
                            $0.now += 1
                            $0.greatest = max($0.greatest, $0.now)
                        }
                        if round % 8 == 0 { ThreadYield.yield() }
                        inside.withLock { $0.now -= 1 }
                        semaphore.signal()
                    }
                }
            }
            for handle in handles { handle.join() }
            return (inside.withLock { $0.greatest }, semaphore.value)
        }
        #expect((1...3).contains(greatest))
        #expect(value == 3)
    }

    /// S2, S3: with one permit it is a lock, and carries what the holder did.
    @Test func semaphore_ofOne_guardsPlainMemory() async throws {
        let count = try await onThread {
            let semaphore = Semaphore(value: 1, limit: 1)
            let plain = Plain()
            let handles = (0..<Self.threads).map { _ in
                NativeThread.spawn {
                    for _ in 0..<1_500 { semaphore.withPermit { plain.number += 1 } }
                }
            }
            for handle in handles { handle.join() }
            return plain.number
        }
        #expect(count == Self.threads * 1_500)
    }

    /// E1, E2: two events as a shuttle, with plain memory going to and fro.
    @Test func event_asAShuttle_carriesWhatWasDone() async throws {
        let count = try await onThread {
            let (ping, pong) = (Event(), Event())
            let plain = Plain()
            let rounds = 2_000
            let other = NativeThread.spawn {
                for _ in 0..<rounds {
                    ping.wait()
                    ping.clear()
                    plain.number += 1
                    pong.set()
                }
            }
            for _ in 0..<rounds {
                plain.number += 1
                ping.set()
                pong.wait()
                pong.clear()
            }
            other.join()
            return plain.number
        }
        #expect(count == 4_000)
    }

    /// E2: sets that are cleared at once let every thread through that slept before them.
    @Test func event_pulsed_letsAllSleepersThroughEachTime() async throws {
        try await onThread {
            let event = Event()
            let done = Semaphore(value: 0)
            for _ in 0..<60 {
                let waiters = (0..<4).map { number in
                    NativeThread.spawn(stackSize: 128 << 10) {
                        _ = number == 0 ? event.wait(for: Delay.medium) : event.wait(for: nil)
                        done.signal()
                    }
                }
                for waiter in waiters { waitUntilAsleep(waiter.thread, on: .event) }
                event.set()
                event.clear()
                for _ in waiters { done.wait() }
            }
        }
    }

    /// T5: what a thread did is seen by who joined it, waited for its latch or looked.
    @Test func join_byManyThreads_showsWhatTheThreadDid() async throws {
        let sum = try await onThread {
            (0..<150).reduce(0) { sum, round in
                let plain = Plain()
                let handle = NativeThread.spawn(stackSize: 128 << 10) { plain.number = round }
                let readers = (0..<3).map { who in
                    NativeThread.spawn(stackSize: 128 << 10) {
                        switch who {
                        case 0: handle.join()
                        case 1: while !handle.isFinished { ThreadYield.yield() }
                        default: while handle.join(for: .microseconds(50)) == nil {}
                        }
                        return plain.number
                    }
                }
                return sum + readers.reduce(0) { $0 + $1.join() }
            }
        }
        #expect(sum == 3 * 149 * 150 / 2)
    }

    /// F2: the register under threads that come and go.
    @Test func all_whileThreadsComeAndGo_isWhole() async throws {
        let isSorted = try await onThread {
            let over = Event()
            let makers = (0..<3).map { _ in
                NativeThread.spawn {
                    for _ in 0..<150 { NativeThread.spawn(stackSize: 128 << 10) { NativeThread.current.name }.join() }
                }
            }
            let looker = NativeThread.spawn {
                var isSorted = true
                while !over.isSet {
                    let ids = NativeThread.all.map(\.id)
                    if ids != ids.sorted() || Set(ids).count != ids.count { isSorted = false }
                }
                return isSorted
            }
            for maker in makers { maker.join() }
            over.set()
            return looker.join()
        }
        #expect(isSorted)
    }
}
