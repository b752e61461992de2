// Part of swift-threading. Apache-2.0: see LICENSE.

/// Finds the files below a path, one at a time, depth first, in the order of the directories.
///
/// It remembers no more than the way down to where it is. A directory is read as it is walked,
/// with its stream left open while those below it are, up to a number of levels; a level further
/// down gives its files at once, keeps only the names of its directories, and closes its stream.
/// So a directory of a million files costs nothing, and neither does a tree of two thousand levels.
///
/// Symbolic links below the path are not followed, so there are no loops.
struct TreeWalker {
    /// What the walker comes across.
    enum Finding: Equatable {
        case file(FileName)
        /// A file that has no checksum: a FIFO, a socket, a device.
        case special(FileName, FileKind)
        /// A directory that cannot be read, or not to its end.
        case unreadable(FileName, FileFailure)
    }

    private var levels: [WalkLevel] = []
    private let openLevels: Int
    /// The failure to open the path itself, until it has been told.
    private var failure: Finding?

    /// - Parameters:
    ///   - path: a directory, or a link to one.
    ///   - openLevels: how many levels keep their streams open.
    init(_ path: FileName, openLevels: Int = 128) {
        self.openLevels = openLevels
        failure = descend(into: path, followsLinks: true)
    }

    /// The next one, or nil when all have been found.
    mutating func next() -> Finding? {
        if let failure {
            self.failure = nil
            return failure
        }
        while let index = levels.indices.last {
            let entry: DirectoryStream.Entry?
            do throws(FileFailure) {
                entry = try levels[index].next()
            } catch {
                return .unreadable(levels.removeLast().name, error)
            }
            guard let entry else {
                levels.removeLast()
                continue
            }
            if let finding = visit(entry) { return finding }
        }
        return nil
    }

    private mutating func visit(_ entry: DirectoryStream.Entry) -> Finding? {
        var kind = entry.kind
        if kind == .unknown {
            // The file system keeps no kinds in its directories. What is gone by now was never
            // found; what cannot be looked at is left to whoever opens it to complain of.
            do throws(FileFailure) {
                kind = try FileStatus(of: entry.name, followsLinks: false).kind
            } catch {
                return .file(entry.name)
            }
        }
        switch kind {
        case .regular: return .file(entry.name)
        case .directory: return descend(into: entry.name, followsLinks: false)
        case .symbolicLink: return nil
        default: return .special(entry.name, kind)
        }
    }

    private mutating func descend(into name: FileName, followsLinks: Bool) -> Finding? {
        do throws(FileFailure) {
            let stream = try DirectoryStream(name, followsLinks: followsLinks)
            levels.append(WalkLevel(name: name, stream: stream, keepsStream: levels.count < openLevels))
            return nil
        } catch {
            return .unreadable(name, error)
        }
    }
}
