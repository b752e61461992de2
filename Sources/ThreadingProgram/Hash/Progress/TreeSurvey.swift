// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

/// Counts what there is to hash, ahead of the hashing, so that the bar can say how long it will take.
///
/// The walker itself cannot tell: it is never more than a window ahead of what has been printed. So this
/// walks the same paths once more and only counts. It runs where somebody watches, and reads what the
/// walker will need from the same directories a little later.
struct TreeSurvey: Sendable {
    let paths: [FileName]
    let openLevels: Int
    let counters: ProgressCounters
    /// Set when the program is being ended.
    let stop: Event

    /// The thread's body.
    func run() {
        for path in paths {
            guard !stop.isSet else { return }
            // What cannot be looked at is for the walker to complain of.
            guard let status = try? FileStatus(of: path) else { continue }
            switch status.kind {
            case .regular: counters.addKnown(files: 1, bytes: status.size)
            case .directory: countFiles(below: path)
            default: continue
            }
        }
        counters.totalIsKnown()
    }

    private func countFiles(below path: FileName) {
        var walker = TreeWalker(path, openLevels: openLevels)
        while !stop.isSet, let finding = walker.next() {
            guard case .file(let name) = finding else { continue }
            let size = (try? FileStatus(of: name, followsLinks: false))?.size ?? 0
            counters.addKnown(files: 1, bytes: size)
        }
    }
}
