// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization

/// What is known and done so far, counted by the threads that do it.
///
/// Each count is exact, and they need not agree with each other at any moment: they are for the eye.
final class ProgressCounters: Sendable {
    private let filesKnown = Atomic(0)
    private let bytesKnown = Atomic(0)
    private let filesDone = Atomic(0)
    private let bytesDone = Atomic(0)
    private let isTotalKnown = Atomic(false)

    /// The walker has found files.
    func addKnown(files: Int, bytes: Int) {
        filesKnown.wrappingAdd(files, ordering: .relaxed)
        bytesKnown.wrappingAdd(bytes, ordering: .relaxed)
    }

    /// The walk is over: what is known is the total.
    func totalIsKnown() {
        isTotalKnown.store(true, ordering: .relaxed)
    }

    /// Some of a file has been read.
    func addDone(bytes: Int) {
        bytesDone.wrappingAdd(bytes, ordering: .relaxed)
    }

    /// A file is done, and had so many bytes more than was announced.
    func addDone(correction: Int) {
        filesDone.wrappingAdd(1, ordering: .relaxed)
        if correction != 0 { bytesKnown.wrappingAdd(correction, ordering: .relaxed) }
    }

    /// The counts as they are now.
    var figures: ProgressFigures {
        ProgressFigures(
            filesDone: filesDone.load(ordering: .relaxed),
            filesKnown: filesKnown.load(ordering: .relaxed),
            bytesDone: bytesDone.load(ordering: .relaxed),
            bytesKnown: bytesKnown.load(ordering: .relaxed),
            isTotalKnown: isTotalKnown.load(ordering: .relaxed)
        )
    }
}
