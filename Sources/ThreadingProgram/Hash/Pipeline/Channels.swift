// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Threading
import ThreadingQueues

/// What the threads of the pipeline share: two queues, the window and the flag that stops it all.
///
///     walker ── jobs ──▶ hashing threads ── reports ──▶ writer
///        ▲                                                │
///        └───────────────── window ───────────────────────┘
///
/// A place in the order is taken from the window by the walker and given back by the writer once
/// it has been dealt with, so that the walker is never more than a window ahead of what has been
/// printed. That bounds everything between them: the queues, the writer's reordering, the memory.
/// A queue's own capacity could not: lines that wait for a slow file ahead of them are in no queue.
///
/// The end is a closed queue: the walker closes `jobs`, the last hashing thread closes `reports`.
final class Channels: Sendable {
    let jobs = BlockingQueue<Job>(capacity: Channels.windowSize, name: "jobs")
    /// Reports in small batches: see ``HashWorker``.
    let reports = BlockingQueue<[Report]>(capacity: Channels.windowSize, name: "reports")
    let window = Semaphore(value: Channels.windowSize)
    /// Set when the program is being ended; looked at between any two reads.
    let stop = Event()
    /// Held by the job that reads standard input: there is one, and its readers take turns.
    let standardInput = Semaphore(value: 1)
    private let workers: Atomic<Int>

    init(workers: Int) {
        self.workers = Atomic(workers)
    }

    /// Called by each hashing thread when it has handed on its last report.
    func workerIsDone() {
        // Acquiring and releasing: the last one closes the queue behind every other one's reports.
        if workers.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 { reports.close() }
    }

    /// Makes every thread stop at its next look, and wakes those that wait for each other.
    func stopAll() {
        stop.set()
        jobs.closeImmediately()
        reports.closeImmediately()
        window.signal(Channels.windowSize)
    }

    /// How many files may be under way at once.
    ///
    /// Enough that one large file does not idle the other
    /// threads while thousands of small ones pass it; with the longest names still only 16 MiB.
    static let windowSize = 4096
}
