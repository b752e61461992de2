// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// What a task is known by to observers.
///
/// Only tasks of pools that were made while somebody observed have one.
final class TaskTicket: Sendable {
    private static let last = Atomic<UInt64>(0)

    private let number: UInt64
    private let pool: String

    /// A ticket for a task that is about to be submitted.
    init(pool: String) {
        // Relaxed: a number that nobody else has; nothing else is read by it.
        number = Self.last.wrappingAdd(1, ordering: .relaxed).newValue
        self.pool = pool
        tell(.submitted)
    }

    func tellBegan() { tell(.began) }
    func tellEnded() { tell(.ended) }

    private func tell(_ event: TaskEvent) {
        Observation.tell { $0.task(number, of: pool, did: event) }
    }
}
