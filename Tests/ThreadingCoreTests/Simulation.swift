// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Threading

@testable import ThreadingCore

/// A small machine with a kernel of its own, which runs threads one at a time and picks at random, from a
/// seed, who goes on before each operation on a ``SimulatedWord``.
///
/// Sleepers wait in the order in which they came, as on Linux. Any sleeper may be interrupted as by a signal,
/// and one with a deadline may time out, whenever the seed says so. When all sleep and none has a deadline,
/// a wake-up was lost.
///
/// It knows sequential consistency only: what the orderings are worth, Thread Sanitizer must say.
final class Simulation: @unchecked Sendable {
    // Unchecked: whoever holds the baton is the only one to run, so nothing here is touched by two.

    private final class Fiber: @unchecked Sendable {
        // Unchecked: as the simulation.
        enum State { case ready, asleep(word: UInt, timed: Bool), ended }

        private let baton = FutexWord(0)
        var state = State.ready
        var outcome = WaitOutcome.lookAgain

        /// Waits for the baton, in the kernel at once: spinning would only keep its holder from running.
        func await() {
            while !baton.compareExchangeAcquiring(expected: 1, desired: 0).exchanged {
                _ = baton.sleep(while: 0, until: .never, for: WaitReason(.work, object: 1))
            }
        }

        func pass() {
            _ = baton.exchangeReleasing(1)
            baton.wake(1)
        }
    }

    /// What went wrong, in a sentence.
    private(set) var failure: String?

    private var fibers: [Fiber] = []
    private var running = 0
    private var sleepers: [UInt: [Int]] = [:]
    private var interruptions = 4
    private var state: UInt64
    private let over = Event()

    /// The simulation that words belong to.
    @TaskLocal static var current: Simulation?

    private init(seed: UInt64) {
        state = seed
    }

    /// What a scenario is made of: the bodies that run, and a look at what they leave behind.
    struct Scenario {
        let bodies: [@Sendable () -> Void]
        var check: () -> String? = { nil }
    }

    /// Runs the scenario under one schedule after the other, as many as there is time for.
    ///
    /// - Parameters:
    ///   - seeds: the schedules.
    ///   - limit: when to begin no other one; a machine that is busy tries fewer.
    ///   - make: makes the scenario anew, on the thread that calls.
    /// - Returns: what went wrong and the seed that shows it again, or nil.
    static func explore(
        _ seeds: Range<UInt64>,
        within limit: Duration = .seconds(3),
        _ make: (Simulation) -> Scenario
    ) -> String? {
        let crew = Crew()
        defer { crew.dismiss() }
        let end = Deadline(after: limit)
        for seed in seeds {
            let simulation = Simulation(seed: seed)
            let failure = $current.withValue(simulation) {
                let scenario = make(simulation)
                simulation.run(scenario.bodies, crew)
                return simulation.failure ?? scenario.check()
            }
            if let failure { return "seed \(seed): \(failure)" }
            if end.hasPassed { return nil }
        }
        return nil
    }

    private func run(_ bodies: [@Sendable () -> Void], _ crew: Crew) {
        fibers = bodies.map { _ in Fiber() }
        for (index, body) in bodies.enumerated() {
            let fiber = fibers[index]
            crew.run(index) {
                Self.$current.withValue(self) {
                    fiber.await()
                    body()
                    self.end()
                }
            }
        }
        running = chance(bodies.count)
        fibers[running].pass()
        over.wait()
        if failure == nil { crew.wait(bodies.count) }
    }

    /// Threads that run one body after the other: a new one for each would be most of the work.
    private final class Crew {
        private final class Member: Sendable {
            let job = Locked<(@Sendable () -> Void)?>(nil)
            let isGiven = Semaphore(value: 0)
            let isDone = Semaphore(value: 0)
        }

        private var members: [Member] = []

        func run(_ index: Int, _ body: @escaping @Sendable () -> Void) {
            while members.count <= index { hire() }
            members[index].job.withLock { $0 = body }
            members[index].isGiven.signal()
        }

        private func hire() {
            let member = Member()
            // A daemon: after a failure it stays where it is.
            NativeThread.spawn(name: "fiber-\(members.count)", daemon: true) {
                while true {
                    member.isGiven.wait()
                    guard let body = member.job.exchange(nil) else { return }
                    body()
                    member.isDone.signal()
                }
            }
            members.append(member)
        }

        func wait(_ count: Int) {
            for member in members.prefix(count) { member.isDone.wait() }
        }

        func dismiss() {
            for member in members { member.isGiven.signal() }
        }
    }

    func fail(_ sentence: String) {
        if failure == nil { failure = sentence }
    }

    // MARK: Scheduling

    /// A number below `bound` (SplitMix64).
    func chance(_ bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    /// Before an operation: one in `rarity` lets somebody else go first.
    func point(rarity: Int = 2) {
        guard chance(rarity) == 0 else { return }
        let me = running
        guard let next = choose(), next != me else { return }
        go(to: next, from: me)
    }

    private func go(to next: Int, from me: Int) {
        running = next
        fibers[next].pass()
        fibers[me].await()
    }

    /// Somebody who can go on, be it by a time-out or a signal; nil if nobody can.
    private func choose() -> Int? {
        var able: [Int] = []
        var late: [Int] = []
        var interruptible: [Int] = []
        for (index, fiber) in fibers.enumerated() {
            switch fiber.state {
            case .ready: able.append(index)
            case .asleep(_, let timed):
                if timed { late.append(index) }
                interruptible.append(index)
            case .ended: break
            }
        }
        if !interruptible.isEmpty, interruptions > 0, !able.isEmpty, chance(40) == 0 {
            interruptions -= 1
            return rouse(interruptible[chance(interruptible.count)], .lookAgain)
        }
        if !late.isEmpty, able.isEmpty || chance(12) == 0 { return rouse(late[chance(late.count)], .timedOut) }
        return able.isEmpty ? nil : able[chance(able.count)]
    }

    private func rouse(_ fiber: Int, _ outcome: WaitOutcome) -> Int {
        if case .asleep(let word, _) = fibers[fiber].state { sleepers[word]?.removeAll { $0 == fiber } }
        fibers[fiber].state = .ready
        fibers[fiber].outcome = outcome
        return fiber
    }

    private func end() {
        fibers[running].state = .ended
        leave()
    }

    /// Gives the baton away without wanting it back before somebody makes this fiber ready.
    private func leave() {
        if let next = choose() {
            running = next
            fibers[next].pass()
            return
        }
        if !fibers.allSatisfy({ if case .ended = $0.state { true } else { false } }) {
            fail("a wake-up was lost: everybody sleeps")
        }
        over.set()
    }

    // MARK: The kernel

    func sleep(_ word: UInt, timed: Bool) -> WaitOutcome {
        let me = running
        sleepers[word, default: []].append(me)
        fibers[me].state = .asleep(word: word, timed: timed)
        leave()
        fibers[me].await()
        return fibers[me].outcome
    }

    func wake(_ word: UInt, _ count: Int32) -> Int32 {
        var woken: Int32 = 0
        while woken < count, let first = sleepers[word]?.first {
            _ = rouse(first, .woken)
            woken += 1
        }
        return woken
    }

    func move(_ word: UInt, to target: UInt) -> Bool {
        guard let first = sleepers[word]?.first else { return false }
        sleepers[word]?.removeFirst()
        sleepers[target, default: []].append(first)
        guard case .asleep(_, let timed) = fibers[first].state else { return false }
        fibers[first].state = .asleep(word: target, timed: timed)
        return true
    }
}

/// A word of a ``Simulation``: every operation is a place at which another thread may go first.
///
/// Sleepers are found by the word's address alone, as the kernel finds them: a wake may come when the word is
/// dead, and must not read it.
struct SimulatedWord: ~Copyable, WaitableWord {
    private let atomic: Atomic<UInt32>

    init(_ value: UInt32) {
        atomic = Atomic(value)
    }

    private static var simulation: Simulation {
        guard let simulation = Simulation.current else { preconditionFailure("a word without a simulation") }
        return simulation
    }

    /// Only a name, never read through.
    private var address: UInt { unsafe withUnsafePointer(to: atomic) { UInt(bitPattern: $0) } }

    func loadRelaxed() -> UInt32 {
        // Spinning is made of these: rare switches, or nothing else would ever be tried.
        Self.simulation.point(rarity: 16)
        return settled
    }

    func loadAcquiring() -> UInt32 {
        Self.simulation.point()
        return settled
    }

    func storeRelaxed(_ value: UInt32) {
        Self.simulation.point()
        atomic.store(value, ordering: .relaxed)
    }

    func exchangeReleasing(_ value: UInt32) -> UInt32 {
        Self.simulation.point()
        return atomic.exchange(value, ordering: .relaxed)
    }

    func compareExchangeAcquiring(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        compareExchangeRelaxed(expected: expected, desired: desired)
    }

    func compareExchangeReleasing(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        compareExchangeRelaxed(expected: expected, desired: desired)
    }

    func compareExchangeRelaxed(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        Self.simulation.point()
        return atomic.compareExchange(expected: expected, desired: desired, ordering: .relaxed)
    }

    func sleep(while expected: UInt32, until deadline: Deadline, for reason: WaitReason) -> WaitOutcome {
        Self.simulation.point()
        guard settled == expected else { return .lookAgain }
        return Self.simulation.sleep(address, timed: deadline != .never)
    }

    func wake(_ count: Int32) -> Int32 {
        Self.simulation.point()
        return Self.simulation.wake(address, count)
    }

    func moveSleeper(while expected: UInt32, to target: borrowing SimulatedWord) -> Bool {
        Self.simulation.point()
        // The kernel does read this word, and may: its thread cannot leave before the lock is released.
        guard settled == expected else { return false }
        return Self.simulation.move(address, to: target.address)
    }

    /// What it holds, for a check at the end.
    var settled: UInt32 { atomic.load(ordering: .relaxed) }
}
