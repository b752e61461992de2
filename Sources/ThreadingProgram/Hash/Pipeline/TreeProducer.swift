// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingQueues

/// The walker: submits the files that the arguments name, and those below the directories.
struct TreeProducer: Sendable {
    var paths: [FileName]
    /// A list of further paths, and what ends each of them.
    var list: (name: FileName, delimiter: UInt8)?
    var openLevels: Int

    func run(_ feed: inout Feed) throws(QueueError) {
        for path in paths { try submit(path, &feed) }
        guard let list else { return }
        do throws(FileFailure) {
            var reader = try LineReader(list.name, delimiter: list.delimiter)
            var number = 0
            while let line = try reader.next() {
                number += 1
                do throws(QueueError) {
                    try submit(line: line, number: number, of: list.name, &feed)
                } catch {
                    return
                }
            }
        } catch {
            try feed.report(.complaint(Message(list.name, error.text), isFailure: true))
        }
    }

    private func submit(line: [UInt8], number: Int, of list: FileName, _ feed: inout Feed) throws(QueueError) {
        let path = FileName(line)
        if path.bytes.isEmpty {
            let place = ShellQuoting.quote(list.bytes) + Array(":\(number): invalid zero-length file name".utf8)
            try feed.report(.complaint(Message(bytes: place), isFailure: true))
        } else if path.isStandardInput, list.isStandardInput {
            let text = "when reading file names from stdin, no file name of '-' allowed"
            try feed.report(.complaint(Message(text), isFailure: true))
        } else {
            try submit(path, &feed)
        }
    }

    private func submit(_ path: FileName, _ feed: inout Feed) throws(QueueError) {
        if path.isStandardInput { return try feed.submit(path) }
        let kind: FileKind
        do throws(FileFailure) {
            kind = try FileStatus(of: path).kind
        } catch {
            return try feed.report(.complaint(Message(path, error.text), isFailure: true))
        }
        switch kind {
        case .regular: try feed.submit(path)
        case .directory: try walk(path, &feed)
        default: try feed.report(.complaint(Message(path, kind.refusal), isFailure: true))
        }
    }

    private func walk(_ path: FileName, _ feed: inout Feed) throws(QueueError) {
        var walker = TreeWalker(path, openLevels: openLevels)
        while let finding = walker.next() {
            switch finding {
            case .file(let name):
                try feed.submit(name, followsLinks: false)
            case .special(let name, let kind):
                try feed.report(.complaint(Message(name, kind.refusal), isFailure: true))
            case .unreadable(let name, let failure):
                let text =
                    "cannot read directory ".utf8 + ShellQuoting.quoteAlways(name.bytes) + ": \(failure.text)".utf8
                try feed.report(.complaint(Message(bytes: text), isFailure: true))
            }
        }
    }
}
