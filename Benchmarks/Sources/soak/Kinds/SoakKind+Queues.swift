// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingQueues

extension SoakKind {
    /// Every queue, every capacity that is something special, every policy.
    static let queues: [SoakKind] =
        [QueueRound.kind("queue-0", isInOrder: true) { BlockingQueue(capacity: 0) }]
        + [1, 2, 1_024, nil].flatMap { capacity -> [SoakKind] in
            let size = capacity.map { "\($0)" } ?? "unbounded"
            return [
                QueueRound.kind("queue-\(size)", isInOrder: true) { BlockingQueue(capacity: capacity) },
                QueueRound.kind("stack-\(size)") { BlockingStack(capacity: capacity) },
                QueueRound.kind("priority-\(size)") {
                    BlockingPriorityQueue(capacity: capacity) { $0.priority < $1.priority }
                },
            ]
        } + [
            QueueRound.kind("queue-rejecting", isInOrder: true) { BlockingQueue(capacity: 3, whenFull: .reject) },
            QueueRound.kind("queue-drop-oldest", isInOrder: true, dropping: .oldest) {
                BlockingQueue(capacity: 3, whenFull: .dropOldest)
            },
            QueueRound.kind("queue-drop-newest", isInOrder: true, dropping: .newest) {
                BlockingQueue(capacity: 3, whenFull: .dropNewest)
            },
            QueueRound.kind("stack-rejecting") { BlockingStack(capacity: 3, whenFull: .reject) },
        ]
}
