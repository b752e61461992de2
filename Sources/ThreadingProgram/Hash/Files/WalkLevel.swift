// Part of swift-threading. Apache-2.0: see LICENSE.

/// A directory on the walker's way down.
///
/// A level that keeps its stream gives the entries as they come. One that does not gives all but
/// the directories first, and those when the stream has been read to its end and closed.
struct WalkLevel {
    let name: FileName
    private var stream: DirectoryStream?
    private let keepsStream: Bool
    /// The names of directories, each with its NUL: far smaller than an array for each.
    private var packedNames: [UInt8] = []
    private var nextName = 0

    init(name: FileName, stream: DirectoryStream, keepsStream: Bool) {
        self.name = name
        self.stream = stream
        self.keepsStream = keepsStream
    }

    /// The next entry, or nil when there are no more.
    mutating func next() throws(FileFailure) -> DirectoryStream.Entry? {
        while let stream {
            guard let entry = try stream.next() else {
                self.stream = nil
                break
            }
            if keepsStream || !isDirectory(entry) { return entry }
            packedNames.append(contentsOf: entry.name.terminated.dropFirst(prefixLength))
        }
        guard nextName < packedNames.count else { return nil }
        let rest = packedNames[nextName...]
        let name = rest.prefix { $0 != 0 }
        nextName += name.count + 1
        return DirectoryStream.Entry(name: FileName(prefix + name), kind: .directory)
    }

    private func isDirectory(_ entry: DirectoryStream.Entry) -> Bool {
        guard entry.kind == .unknown else { return entry.kind == .directory }
        return (try? FileStatus(of: entry.name, followsLinks: false).kind) == .directory
    }

    private var prefix: [UInt8] {
        name.bytes.last == UInt8(ascii: "/") ? Array(name.bytes) : name.bytes + [UInt8(ascii: "/")]
    }

    private var prefixLength: Int {
        name.bytes.last == UInt8(ascii: "/") ? name.bytes.count : name.bytes.count + 1
    }
}
