// Part of swift-threading. Apache-2.0: see LICENSE.

import Crypto
import Threading
import ThreadingQueues

/// A hashing thread: takes jobs, reads the files into its one buffer, hands on reports.
///
/// Reports are handed on in batches: a queue operation that wakes the writer costs as much as
/// hashing a small file. A batch is not held back by anything slow: it goes before a file that
/// does not fit the buffer, before the thread waits for a job, and when it has become old.
struct HashWorker<Function: HashFunction>: Sendable {
    let channels: Channels
    let format: JobFormat
    let progress: ProgressCounters?
    /// The files that the lines and the timeline go to, which are not hashed.
    let outputs: [FileStatus]
    let bufferSize: Int

    /// The thread's body.
    func run() {
        let buffer = PageAlignedBuffer(size: bufferSize)
        var batch: [Report] = []
        var lastHandOn = ContinuousClock.now
        while !channels.stop.isSet, let job = nextJob(&batch) {
            let outcome = hash(job, buffer, &batch)
            guard !channels.stop.isSet else { break }
            batch.append(Report(sequence: job.sequence, outcome: outcome))
            let now = ContinuousClock.now
            guard batch.count >= Self.batchSize || now - lastHandOn > Self.batchAge else { continue }
            handOn(&batch)
            lastHandOn = now
        }
        handOn(&batch)
        channels.workerIsDone()
    }

    private func nextJob(_ batch: inout [Report]) -> Job? {
        do {
            if let job = try channels.jobs.getIfAvailable() { return job }
            handOn(&batch)
            return try channels.jobs.get()
        } catch {
            return nil  // closed, and empty or to be left
        }
    }

    private func handOn(_ batch: inout [Report]) {
        guard !batch.isEmpty else { return }
        // Closed means stopped: nobody is left to read them.
        try? channels.reports.put(batch)
        batch.removeAll(keepingCapacity: false)
    }

    private func hash(_ job: Job, _ buffer: borrowing PageAlignedBuffer, _ batch: inout [Report]) -> Report.Outcome {
        let isStandardInput = job.name.isStandardInput
        defer { if isStandardInput { channels.standardInput.signal() } }
        var count = 0
        defer { progress?.addDone(correction: job.announcedSize.map { count - $0 } ?? 0) }
        do throws(FileFailure) {
            let reader =
                isStandardInput
                ? try FileReader(standardInput: ()) : try FileReader(job.name, followsLinks: job.followsLinks)
            if outputs.contains(where: reader.status.isSameFile) { throw .isOutput }
            if isStandardInput || reader.status.size > bufferSize { handOn(&batch) }
            let digest = try digest(of: reader, buffer, &count)
            return format.outcome(of: job, digits: Hexadecimal.digits(of: digest))
        } catch {
            return format.outcome(of: job, error)
        }
    }

    private func digest(
        of reader: borrowing FileReader,
        _ buffer: borrowing PageAlignedBuffer,
        _ total: inout Int
    ) throws(FileFailure) -> Function.Digest {
        var function = Function()
        while true {
            // SAFETY: the buffer is this thread's own and outlives the loop.
            let bytes = unsafe buffer.bytes
            let count = try unsafe reader.read(into: bytes)
            guard !channels.stop.isSet else { throw .stopped }
            if count == 0 { break }
            unsafe function.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            total += count
            progress?.addDone(bytes: count)
            // A regular file that gave all of its size, and not a full buffer, is at its end; the
            // call that would say so is worth saving, since most files are small. Files of size
            // zero may have content all the same (/proc), and are read until they say it is over.
            if reader.status.kind == .regular, total == reader.status.size, count < bytes.count { break }
        }
        return function.finalize()
    }

    private static var batchSize: Int { 32 }
    /// On a slow disk a batch would take seconds to fill, and lines should come as files are done.
    private static var batchAge: Duration { .milliseconds(20) }
}
