// Part of swift-threading. Apache-2.0: see LICENSE.

/// A gate that is opened once and stays open, in one word.
///
/// What is waited for is a thread's start or its end, which takes the system some 40 µs: longer than it pays to spin.
/// Whoever comes too early sleeps at once; spinning and yielding before that took 8 µs more a thread.
///
///     0 closed · 1 closed, and somebody may sleep · 2 open
package struct LatchWord: ~Copyable, Sendable {
    private let word = FutexWord(0)
    private let kind: WaitReason.Kind

    package init(_ kind: WaitReason.Kind) {
        self.kind = kind
    }

    /// Acquiring: what was done before it was opened is the caller's to read.
    package var isOpen: Bool { word.loadAcquiring() == 2 }

    /// Opens it.
    ///
    /// Its owner may be gone by the time this returns.
    package func open() {
        // Releasing: what this thread did is the waiters' to read.
        if word.exchangeReleasing(2) == 1 { word.wake(.max) }
    }

    /// Whether it is open, at the deadline at the latest.
    package func wait(until deadline: Deadline) -> Bool {
        if isOpen { return true }
        if deadline.isImmediate { return false }
        while true {
            // Relaxed: it publishes nothing; if the gate has opened meanwhile, this fails.
            _ = word.compareExchangeRelaxed(expected: 0, desired: 1)
            if isOpen { return true }
            if case .timedOut = word.sleep(while: 1, until: deadline, for: reason) { return isOpen }
        }
    }

    /// What observers call the gate.
    package var identity: UInt { reason.object }

    private var reason: WaitReason {
        // Only a name for the gate, never read through.
        unsafe WaitReason(kind, object: withUnsafePointer(to: word) { UInt(bitPattern: $0) })
    }
}
