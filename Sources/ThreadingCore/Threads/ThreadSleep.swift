// Part of swift-threading. Apache-2.0: see LICENSE.

/// Sleeping for a time, without anything to wait for.
package enum ThreadSleep {
    package static func sleep(until deadline: Deadline) {
        if let seam = Seam.current {
            seam.sleep(until: deadline)
            return
        }
        let nobody = FutexWord(0)
        // Nobody knows the word, so that only the deadline ends it, or a request to stop; a signal handler makes it
        // look again.
        while !deadline.hasPassed {
            if case .timedOut = nobody.sleep(while: 0, until: deadline, for: WaitReason(.sleep, object: 0)) { return }
        }
    }
}
