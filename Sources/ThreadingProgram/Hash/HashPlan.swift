// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

/// What `threading hash` has been asked to do.
struct HashPlan: Sendable {
    /// Files and directories; with `check`, the lists.
    var paths: [FileName]
    /// A list of further paths.
    var list: FileName?
    var format = LineFormat()
    /// Not nil where checksums are to be checked.
    var check: CheckOptions?
    /// Nil for as many as there are processors.
    var threads: Int?
    var isOrdered = true
    /// Nil for standard output.
    var output: FileName?
    /// Where a timeline of the run goes; nil if none is recorded.
    var trace: FileName?
    var showsProgress = true

    init(paths: [FileName]) {
        self.paths = paths
    }

    /// Whether the paths can be walked twice: what comes from a list or from standard input comes once.
    var canBeSurveyed: Bool { check == nil && list == nil && !paths.contains(where: \.isStandardInput) }

    var workerCount: Int { min(threads ?? NativeThread.availableProcessors, Self.mostThreads) }

    /// Of a hashing thread's buffer: 128 KiB, less where hundreds of threads would add up to more
    /// than the memory that this program allows itself.
    var bufferSize: Int { max(16 << 10, min(128 << 10, (16 << 20) / workerCount & ~4095)) }

    static let mostThreads = 512
}
