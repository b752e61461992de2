// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension ProcessExit {
    /// Ends the timers, when all threads have been joined: until then a thread may wait for one of them.
    func endTimers(until deadline: Deadline) {
        let hasMore = {
            // What the last action has started has a claim to be waited for, too.
            let caller = CurrentThread.record
            return !deadline.hasPassed
                && ThreadRegistry.shared.present.contains {
                    $0 !== caller && !$0.isDaemon && $0.origin == .spawned
                }
        }
        while !TimerService.shared.close(until: deadline, unless: hasMore) { joinThreads(until: deadline) }
    }
}
