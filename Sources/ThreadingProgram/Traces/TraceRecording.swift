// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingDiagnostics

/// A timeline that is being recorded, and the file that it will be written to.
final class TraceRecording: Sendable {
    private let file: TraceFile
    private let format: TraceFormat

    /// Nil once somebody has taken it in order to write it.
    ///
    /// A lock from before the recording, so that the timeline does not show it.
    private let recorder = Locked<TimelineRecorder?>(nil)

    /// Opens the file, and begins to record.
    init(_ name: FileName) throws(TraceFailure) {
        file = try TraceFile(name)
        format = TraceFormat(of: name) ?? .json
        // A large tree has a walker that tells of each file.
        let started = TimelineRecorder(eventsPerThread: 1 << 18)
        recorder.withLock { $0 = started }
    }

    /// Of the file that it will be.
    var fileStatus: FileStatus? { file.status }

    /// Ends the recording and writes the file, the first time.
    ///
    /// Whoever comes second, since a signal ends the program, waits until it is written.
    func finish() throws(TraceFailure) {
        try recorder.withLock { recorder throws(TraceFailure) in
            guard let recording = recorder else { return }
            recorder = nil
            try file.write(format.text(of: recording.stop()))
        }
    }
}
