// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingQueues

/// The producer's end of the pipeline: gives each thing its place in the order.
///
/// One thread uses it, the walker. Its calls block while the writer is a whole window behind, and
/// throw when the pipeline has been stopped.
struct Feed: ~Copyable {
    private let channels: Channels
    private let progress: ProgressCounters?
    private var nextSequence = 0

    /// - Parameters:
    ///   - channels: where the jobs and reports go.
    ///   - progress: told of each file and its size, where somebody is watching.
    init(_ channels: Channels, progress: ProgressCounters?) {
        self.channels = channels
        self.progress = progress
    }

    /// Has a file hashed.
    mutating func submit(
        _ name: FileName,
        followsLinks: Bool = true,
        expectedDigits: [UInt8]? = nil
    ) throws(QueueError) {
        // Two who read standard input at once would each get a part. The hashing thread gives it back.
        if name.isStandardInput { channels.standardInput.wait() }
        var job = Job(sequence: takePlace(), name: name, followsLinks: followsLinks, expectedDigits: expectedDigits)
        if let progress {
            // A call for each file that nothing but the time left needs.
            let status = name.isStandardInput ? nil : try? FileStatus(of: name, followsLinks: followsLinks)
            let size = status?.size ?? 0
            job.announcedSize = size
            progress.addKnown(files: 1, bytes: size)
        }
        try channels.jobs.put(job)
    }

    /// Says something at this place in the order.
    mutating func report(_ outcome: Report.Outcome) throws(QueueError) {
        try channels.reports.put([Report(sequence: takePlace(), outcome: outcome)])
    }

    private mutating func takePlace() -> Int {
        channels.window.wait()
        defer { nextSequence += 1 }
        return nextSequence
    }
}
