// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// A job comes between the look for jobs and the clearing of the event that tells of it.
    static let clearedAfterLooking = GalleryProgram(
        name: "an event that is cleared after the look for what it tells of",
        failure: .lostWakeUp,
        clue: "",
        broken: {
            handleJobs { hasJobs, jobs in
                let found = jobs.exchange(0)
                hasJobs.clear()
                return found
            }
        },
        correct: {
            handleJobs { hasJobs, jobs in
                hasJobs.clear()
                let found = jobs.exchange(0)
                return found
            }
        }
    )
}

private func handleJobs(_ take: @escaping @Sendable (_ hasJobs: Event, _ jobs: AtomicCell<Int>) -> Int) {
    let hasJobs = Event()
    let jobs = AtomicCell(0)
    together(
        {
            var handled = 0
            while handled < 2 {
                hasJobs.wait()
                handled += take(hasJobs, jobs)
            }
        },
        {
            for _ in 1...2 {
                jobs.add(1)
                hasJobs.set()
            }
        }
    )
}
