// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a step did to an object that others can see.
struct Access: Sendable, Equatable {
    enum Kind: UInt8, Sendable {
        /// Read and write: of a cell, a condition's queue, a variable, the clock.
        case read, write

        /// A lock was taken by waiting for it, or by a try; seen without being taken; released. The end of a
        /// thread is a release, too.
        case acquire, tryAcquire, look, release

        /// The step could not have been done before the step `source`.
        case await
    }

    /// The object's number; 0 is the clock.
    let object: Int32
    let kind: Kind
    var source: Int32 = -1

    /// Whether the order of the two matters, in either order.
    func isDependent(on other: Access) -> Bool {
        guard object == other.object else { return false }
        return Self.relation(kind, other.kind) != .none || Self.relation(other.kind, kind) != .none
    }

    /// Whether the order of a step with these accesses and one with those matters.
    static func areDependent(_ these: some Collection<Access>, _ those: some Collection<Access>) -> Bool {
        for one in these {
            for other in those where one.isDependent(on: other) { return true }
        }
        return false
    }

    enum Relation {
        /// Both orders give the same.
        case none

        /// The other order is possible, and may give something else.
        case reversible

        /// It matters, but the other order is not possible.
        case fixed
    }

    /// How `later` on an object relates to `earlier` on the same.
    static func relation(_ earlier: Kind, _ later: Kind) -> Relation {
        switch (earlier, later) {
        case (.await, _), (_, .await): .none
        case (.read, .read), (.look, .look): .none
        case (.read, _), (_, .read), (.write, _), (_, .write): .reversible
        case (.look, _), (_, .look): .reversible
        case (.release, .acquire), (.release, .release): .fixed
        case (.release, .tryAcquire): .reversible
        // The critical section between them stands in the way; which of the two is first does not.
        case (.acquire, .acquire), (.acquire, .tryAcquire), (.tryAcquire, .acquire), (.tryAcquire, .tryAcquire):
            .reversible
        // By different threads: a lock may be released by another than took it.
        case (.acquire, .release), (.tryAcquire, .release): .reversible
        }
    }
}

/// What happened in one schedule, step by step: what searches that reason about order look at.
///
/// A step begins when somebody is given the turn and ends at the next decision, so it may hold several
/// accesses: that of the operation before which the thread stood, and what does not need a decision.
struct Trace {
    struct Step {
        /// Who did it; the clock is -1.
        let actor: Int32
        let firstAccess: Int32

        /// The search's number of the decision that led to it; -1 where there was nothing to decide.
        let decision: Int32
    }

    private(set) var steps: [Step] = []
    private(set) var accesses: [Access] = []

    /// The step in which each thread was started.
    private(set) var starts: [Int32] = []

    mutating func clear() {
        steps.removeAll(keepingCapacity: true)
        accesses.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
    }

    mutating func beginStep(of actor: Int, decision: Int) {
        steps.append(Step(actor: Int32(actor), firstAccess: Int32(accesses.count), decision: Int32(decision)))
    }

    mutating func add(_ access: Access) { accesses.append(access) }

    /// The last access, an update of the object, has turned out to be a look at it.
    mutating func weakenLastAccess(_ object: Int32) {
        guard let last = accesses.last, last.object == object else { return }
        accesses[accesses.count - 1] = Access(object: object, kind: .read)
    }

    /// A thread was started, in the order of their numbers.
    mutating func addStart() { starts.append(Int32(steps.count - 1)) }

    /// What the step did.
    func accesses(of step: Int) -> ArraySlice<Access> {
        let first = Int(steps[step].firstAccess)
        let end = step + 1 < steps.count ? Int(steps[step + 1].firstAccess) : accesses.count
        return accesses[first..<end]
    }
}
