// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization

/// Counts the objects that live, so that a test can say when something was destroyed.
package final class LifeCounter: Sendable {
    private let alive = Atomic(0)

    package init() {}

    /// How many of its objects have not been destroyed.
    package var living: Int { alive.load(ordering: .acquiring) }

    /// An object that counts as long as it lives.
    package func makeObject() -> Counted { Counted(self) }

    /// What is counted.
    ///
    /// It is not `Sendable`, as most that is passed through queues is not.
    package final class Counted {
        private let counter: LifeCounter

        /// Plain memory, for Thread Sanitizer to look at.
        package var payload = 0

        fileprivate init(_ counter: LifeCounter) {
            self.counter = counter
            counter.alive.wrappingAdd(1, ordering: .relaxed)
        }

        deinit {
            // Releasing: whoever reads the count sees what the object did.
            counter.alive.wrappingSubtract(1, ordering: .releasing)
        }

        /// Does nothing but be a use of the object.
        package func touch() {}
    }
}
