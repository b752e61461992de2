// Part of swift-threading. Apache-2.0: see LICENSE.

/// How ``explore(_:preemptions:schedules:timeLimit:stepLimit:conditions:fileID:line:_:)`` looks for a schedule that
/// fails.
///
/// Without one, and with several, they take turns: see the function.
public enum ExplorationStrategy: Sendable, Equatable {
    /// Every schedule that can make a difference, one after the other.
    ///
    /// Without a bound on preemptions: dynamic partial-order reduction, which runs one schedule of each
    /// set that differs only in the order of steps that do not touch the same thing. With a bound: every
    /// schedule with at most so many preemptions, those with the fewest first; most bugs need two or less.
    ///
    /// Source sets and sleep sets: Abdulla, Aronis, Jonsson, Sagonas, "Optimal Dynamic Partial Order
    /// Reduction", POPL 2014. Bounded preemptions: Musuvathi and Qadeer, "Iterative Context Bounding for
    /// Systematic Testing of Multithreaded Programs", PLDI 2007.
    case exhaustive

    /// At each step any thread that can run, with equal chances.
    ///
    /// Strong on small tests, and hopeless where one thread has to stay behind for long.
    case random(seed: UInt64 = ExplorationStrategy.defaultSeed)

    /// Threads with random priorities, which change up to `depth` - 1 times.
    ///
    /// A bug that needs `depth` ordered steps is found with a chance of at least 1 in `depth` · *n* ·
    /// *k*^(`depth` - 1) per schedule, for *n* threads and *k* steps. Burckhardt, Kothari, Musuvathi, Nagarakatte, "A
    /// Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010.
    case pct(depth: Int = 3, seed: UInt64 = ExplorationStrategy.defaultSeed)

    /// Random priorities for steps, drawn anew for those that a step has raced with.
    ///
    /// Partial-order sampling: Yuan, Yang, Gu, "Partial Order Aware Concurrency Sampling", CAV 2018.
    case pos(seed: UInt64 = ExplorationStrategy.defaultSeed)

    /// The seed where none is given: the environment's `THREADING_EXPLORE_SEED`, or 1.
    ///
    /// A fixed one, so that a test does the same today and tomorrow. Let a nightly run vary it.
    public static var defaultSeed: UInt64 { ExplorationEnvironment.seed ?? 1 }

    func search(preemptions: Int?) -> any Search {
        switch self {
        case .exhaustive: preemptions.map { BoundedSearch(bound: $0) } ?? PartialOrderSearch()
        case .random(let seed): RandomSearch(seed: seed)
        case .pct(let depth, let seed): PrioritySearch(seed: seed, depth: depth)
        case .pos(let seed): PartialOrderSampling(seed: seed)
        }
    }
}
