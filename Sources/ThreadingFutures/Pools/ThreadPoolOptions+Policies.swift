// Part of swift-threading. Apache-2.0: see LICENSE.

extension ThreadPoolOptions {
    /// What a pool does with work for which it has no place; see ``ThreadPoolOptions/capacity``.
    public enum FullPolicy: Sendable, Hashable {
        /// Submitting blocks until there is a place. A thread of the pool does the work itself instead, since all of them
        /// could wait for one another.
        case wait

        /// The future fails with ``PoolError/full``.
        case reject

        /// The submitting thread does the work before submitting returns, which also slows it down.
        case runInCaller
    }

    /// What becomes of the work of a pool at the end of the process.
    public enum ExitPolicy: Sendable, Hashable {
        /// All work that was submitted is done first.
        case finish

        /// Work that has not begun is cancelled; what runs is asked to stop (`StopToken.current`), and waited for.
        case cancelQueued

        /// Work that has not begun is cancelled; what runs is asked to stop, and the process ends without waiting
        /// for it: the threads are daemons. What it does then may be cut off anywhere.
        case abandon
    }
}
