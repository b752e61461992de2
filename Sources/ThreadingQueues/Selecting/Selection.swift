// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// Waits for the first of several operations on several queues.
///
/// **Algorithm.** Rounds. In each, it tries the operations, beginning with another one each time. If none succeeds, it
/// enters itself in all queues, and sleeps.
/// * Queues with room know it by a listener, which hints: it leaves, and tries again. What it was told of and does not
///   use, it passes on.
/// * A rendezvous knows it by an entry with a claim. Somebody who comes to the other side claims it, once for all its
///   entries, and does the operation. As in Go's `select`, it enters under the locks of all its rendezvous, taken in the
///   order of their addresses, after it has looked for partners once more under them: so two selections never miss each
///   other, each having looked before the other entered. Whoever does an operation itself after having slept ends its
///   claim first, so that nobody else does one for it.
struct Selection {
    private let operations: [SelectOperation]

    /// Where the next selection of the process begins.
    private static let turn = Atomic(0)

    init(_ operations: [SelectOperation]) {
        self.operations = operations
    }

    enum Outcome {
        case done(Int)
        case ended(Int)
        case timedOut

        /// Every operation is one that will never be.
        case allClosed
    }

    func run(until deadline: Deadline) -> Outcome {
        if let outcome = tryAll() { return outcome }
        if deadline.isImmediate { return .timedOut }
        while true {
            let claim = SelectClaim()
            var isOver = false
            switch enterAll(claim) {
            case .wait:
                for operation in operations { operation.hasEntered() }
                // One that will never be is always ready to say so.
                let isReady = operations.contains { !$0.isDead && $0.isReady }
                isOver = isReady ? deadline.hasPassed : !claim.wait(until: deadline)
            case .look: break
            case .outcome(let outcome): return outcome
            }
            let used = claim.end()
            let attempt = used.map { operations[$0].collect() }
            for operation in operations { operation.withdraw() }
            let outcome: Outcome?
            switch (used, attempt) {
            case (let number?, .done): outcome = .done(number)
            case (let number?, .ended): outcome = .ended(number)
            // Not claimed, or claimed by a close that is no answer: there may be others.
            default: outcome = tryAll()
            }
            for operation in operations { operation.leave() }
            if let outcome { return outcome }
            if isOver { return .timedOut }
        }
    }

    /// Nil if it is worth to wait.
    private func tryAll() -> Outcome? {
        let count = operations.count
        // Relaxed: any number will do. Zero in an exploration, which is to do the same each time.
        let turn = Seam.current != nil ? 0 : Self.turn.wrappingAdd(1, ordering: .relaxed).newValue
        // Scattered (Knuth's multiplicative hash): selections that take turns with others would see every n-th only.
        let first = (UInt(bitPattern: turn) &* 0x9E37_79B9_7F4A_7C15) >> 32
        for step in 0..<count {
            let number = Int((first &+ UInt(step)) % UInt(count))
            if let outcome = outcome(of: number, operations[number].attempt()) { return outcome }
        }
        return operations.allSatisfy(\.isDead) ? .allClosed : nil
    }

    private func outcome(of number: Int, _ attempt: SelectOperation.Attempt) -> Outcome? {
        switch attempt {
        case .done: return .done(number)
        case .ended: return .ended(number)
        case .notYet: return nil
        case .never:
            operations[number].isDead = true
            return nil
        }
    }

    private enum Entrance {
        case wait

        /// One of them will never be, which is to be looked at.
        case look
        case outcome(Outcome)
    }

    private func enterAll(_ claim: SelectClaim) -> Entrance {
        let living = operations.enumerated().filter { !$0.element.isDead }
        let rendezvous = living.compactMap(\.element.rendezvous).sorted { $0.identity < $1.identity }
        // The same one twice is locked once.
        let distinct = rendezvous.indices.filter { $0 == 0 || rendezvous[$0].identity != rendezvous[$0 - 1].identity }
        for index in distinct { rendezvous[index].lock() }
        defer { for index in distinct.reversed() { rendezvous[index].unlock() } }
        for (number, operation) in living {
            if let outcome = outcome(of: number, operation.attemptLocked()) { return .outcome(outcome) }
        }
        for (number, operation) in living where !operation.isDead { operation.enter(claim, number) }
        return living.contains { $0.element.isDead } ? .look : .wait
    }
}
