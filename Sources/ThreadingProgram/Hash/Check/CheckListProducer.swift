// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingQueues

/// Submits the files that the check lists name, with the digests they should have.
struct CheckListProducer: Sendable {
    var lists: [FileName]
    var algorithm: Algorithm
    var options: CheckOptions

    func run(_ feed: inout Feed) throws(QueueError) {
        // One parser for all lists: what it learns from one holds for the next, as with coreutils.
        var parser = CheckLineParser(algorithm: algorithm)
        for list in lists {
            let end = try read(list, &parser, &feed)
            try feed.report(.listEnd(end))
        }
    }

    private func read(
        _ list: FileName,
        _ parser: inout CheckLineParser,
        _ feed: inout Feed
    ) throws(QueueError) -> CheckListEnd {
        let shownName = list.isStandardInput ? FileName("standard input".utf8) : list
        var end = CheckListEnd(list: shownName)
        do throws(FileFailure) {
            var reader = try LineReader(list)
            do throws(FileFailure) {
                var number = 0
                while let line = try reader.next() {
                    number += 1
                    do throws(QueueError) {
                        try submit(line, number: number, of: list, &end, &parser, &feed)
                    } catch {
                        return end
                    }
                }
            } catch {
                end.failure = Message(shownName, "read error")
            }
        } catch {
            end.failure = Message(shownName, error.text)
        }
        return end
    }

    private func submit(
        _ line: [UInt8],
        number: Int,
        of list: FileName,
        _ end: inout CheckListEnd,
        _ parser: inout CheckLineParser,
        _ feed: inout Feed
    ) throws(QueueError) {
        guard line.first != UInt8(ascii: "#") else { return }
        let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]
        guard !text.isEmpty else { return }
        // A list on standard input cannot name standard input.
        if let parsed = parser.parse(text), !(list.isStandardInput && parsed.name.isStandardInput) {
            end.hasFormattedLines = true
            try feed.submit(parsed.name, expectedDigits: parsed.digits)
        } else {
            end.misformatted += 1
            guard options.report == .warn else { return }
            let text = "\(number): improperly formatted \(algorithm.tag) checksum line"
            try feed.report(.complaint(Message(end.list, text), isFailure: false))
        }
    }
}
