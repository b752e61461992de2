// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Locks that are taken in an order that can end in a deadlock; see ``LockOrder``.
public struct LockOrderViolation: Sendable, CustomStringConvertible {
    /// A lock that a thread takes while it holds another.
    public struct Step: Sendable {
        /// The thread, when it was the first to take the locks so.
        public let thread: ThreadIdentity

        /// What it holds.
        public let held: WaitObject

        /// What it takes.
        public let taken: WaitObject

        /// Where it takes it.
        public let stack: CallStack

        init(_ edge: LockOrderGraph.Edge) {
            thread = edge.thread
            held = WaitObject(.lock, edge.pair.held)
            taken = WaitObject(.lock, edge.pair.taken)
            stack = edge.stack
        }
    }

    /// What the reporting thread is about to do.
    public let taking: Step

    /// What was done before and does not go with that: the other order, or the steps from the lock that is taken back to the
    /// one that is held.
    ///
    /// Empty if the thread is about to wait for a lock that it holds itself.
    public let earlier: [Step]

    /// Some lines: what is done now and where, and what was done before and where.
    public var description: String {
        if earlier.isEmpty {
            return "\(taking.thread) is about to wait for itself: it takes \(taking.taken), which it holds\n"
                + taking.stack.description
        }
        var text = "lock order: \(taking.thread) takes \(taking.taken) while it holds \(taking.held)\n\(taking.stack)"
        for step in earlier {
            text += "\n  but before, \(step.thread) took \(step.taken) while it held \(step.held)\n\(step.stack)"
        }
        return text + "\n  Threads that do both at the same time wait for each other for ever."
    }

    /// Writes the description.
    public func writeToStandardError() { SystemProcess.writeError(description) }
}
