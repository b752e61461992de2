// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// How many processors this process may keep busy.
package enum Processors {
    /// At least one: what the affinity mask allows, and no more than the control group's share of processor
    /// time rounded up.
    ///
    /// Read anew at each call, since both can change while a process runs.
    ///
    /// Two on a thread that an explorer runs: a test is to do the same on every machine.
    package static var available: Int {
        if Seam.current != nil { return 2 }
        var count = Int(ct_affinity_count())
        if let share = ProcessorShare.current { count = min(count, share) }
        return max(count, 1)
    }
}
