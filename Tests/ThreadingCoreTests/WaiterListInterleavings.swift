// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import ThreadingTestSupport

@testable import ThreadingCore

/// ``WaiterList`` and the lock below it under many interleavings: the condition as it ships, but for its words.
@Suite(.serialized) struct WaiterListInterleavings {
    /// What the threads of a scenario share; the lock guards the numbers.
    private final class Shared: @unchecked Sendable {
        // Unchecked: a simulation runs one thread at a time.
        let lock: SimulatedLock
        let list = WaiterList<SimulatedWord>()
        var items = 0
        var arrivals: [Int] = []
        var notified: [Int] = []
        var timedOut = 0

        init(_ simulation: Simulation) {
            lock = SimulatedLock(simulation)
        }

        /// A wait as `WaiterQueue` does it; the caller holds the lock.
        func wait(until deadline: Deadline = .never) -> Bool {
            let end = list.wait(until: deadline, for: WaitReason(.condition, object: 1)) { lock.unlock() }
            lock.relock(wasMoved: end == .moved)
            return end != .timedOut
        }

        func locked(_ body: () -> Void) {
            _ = lock.lock()
            body()
            lock.unlock()
        }

        /// What must be true when all threads have ended.
        var rest: String? { lock.rest ?? (list.isEmpty ? nil : "a waiter is left in the list") }

        func notify(_ count: Int) { list.notify(count, lock: lock.word) }
    }

    private func explore(
        _ make: @escaping @Sendable (Shared, Simulation) -> Simulation.Scenario
    ) async throws {
        let failure: String? = try await onThread {
            Simulation.explore(0..<300) { simulation in
                let shared = Shared(simulation)
                let scenario = make(shared, simulation)
                return Simulation.Scenario(bodies: scenario.bodies) { scenario.check() ?? shared.rest }
            }
        }
        #expect(failure == nil)
    }

    /// C2, C4: each item is notified once, and each taker gets one.
    @Test func notify_onePerItem_letsEveryTakerThrough() async throws {
        try await explore { shared, _ in
            let taker = { @Sendable in
                shared.locked {
                    while shared.items == 0 { _ = shared.wait() }
                    shared.items -= 1
                }
            }
            let giver = { @Sendable in
                for _ in 0..<3 {
                    shared.locked {
                        shared.items += 1
                        shared.notify(1)
                    }
                }
            }
            return Simulation.Scenario(bodies: [taker, taker, taker, giver]) {
                shared.items == 0 ? nil : "\(shared.items) items are left"
            }
        }
    }

    /// C4: of those that are notified together, one is woken and the others are handed from lock to lock.
    @Test func notifyAll_withManyWaiters_letsAllThrough() async throws {
        try await explore { shared, _ in
            let waiter = { @Sendable in
                shared.locked { while shared.items == 0 { _ = shared.wait() } }
            }
            let barging = { @Sendable in for _ in 0..<4 { shared.locked {} } }
            let notifier = { @Sendable in
                shared.locked {
                    shared.items = 1
                    shared.notify(.max)
                }
            }
            return Simulation.Scenario(bodies: [waiter, waiter, waiter, barging, notifier])
        }
    }

    /// C2, X4: with every waiter about to time out, a notification lets one through at the most.
    @Test func notify_raceWithTimeouts_letsNobodyThroughForNoReason() async throws {
        try await explore { shared, simulation in
            let waiter = { @Sendable in
                shared.locked {
                    guard shared.wait(until: Deadline(nanoseconds: 1)) else {
                        shared.timedOut += 1
                        return
                    }
                    // Whoever was notified was so for one of the items: nobody else takes them.
                    if shared.items == 0 { simulation.fail("a waiter returned for no reason") }
                    shared.items -= 1
                }
            }
            let notifier = { @Sendable in
                for _ in 0..<2 {
                    shared.locked {
                        // There may be nobody left by then, and the item stays.
                        shared.items += 1
                        shared.notify(1)
                    }
                }
            }
            return Simulation.Scenario(bodies: [waiter, waiter, waiter, notifier]) {
                shared.items + (3 - shared.timedOut) == 2 ? nil : "\(shared.items) items, \(shared.timedOut) late"
            }
        }
    }

    /// C2, C4: time-outs, signals and a broadcast that moves sleepers.
    @Test func notifyAll_raceWithTimeouts_notifiesExactlyThoseInTheList() async throws {
        try await explore { shared, simulation in
            func waiter(_ deadline: Deadline) -> @Sendable () -> Void {
                {
                    shared.locked {
                        if shared.items > 0 { return }
                        if shared.wait(until: deadline) {
                            if shared.items == 0 { simulation.fail("a waiter returned for no reason") }
                        } else {
                            shared.timedOut += 1
                        }
                    }
                }
            }
            let notifier = { @Sendable in
                shared.locked {
                    shared.items = 1
                    shared.notify(.max)
                }
            }
            let timed = Deadline(nanoseconds: 1)
            return Simulation.Scenario(
                bodies: [waiter(.never), waiter(timed), waiter(timed), waiter(.never), notifier]
            )
        }
    }

    /// C4: a few of many, oldest first.
    @Test func notify_twoOfThree_takesTheOldest() async throws {
        try await explore { shared, _ in
            let waiters = (0..<3).map { index in
                { @Sendable in
                    shared.locked {
                        shared.arrivals.append(index)
                        _ = shared.wait()
                        shared.notified.append(index)
                    }
                }
            }
            let notifier = { @Sendable in
                var isDone = false
                while !isDone {
                    shared.locked {
                        guard shared.arrivals.count == 3 else { return }
                        isDone = true
                        shared.notify(2)
                    }
                }
                // The third is notified when the two have gone.
                isDone = false
                while !isDone {
                    shared.locked {
                        guard shared.notified.count == 2 else { return }
                        isDone = true
                        shared.notify(1)
                    }
                }
            }
            return Simulation.Scenario(bodies: waiters + [notifier]) {
                Set(shared.notified.prefix(2)) == Set(shared.arrivals.prefix(2))
                    ? nil : "\(shared.arrivals) came, \(shared.notified) were notified"
            }
        }
    }
}
