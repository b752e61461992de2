// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Writes down what a schedule does and from which lines, for the one that is shown.
final class Recorder {
    /// What came of an operation.
    enum Remark: Equatable {
        case none, failed, timedOut, notified, spurious, begins
        case woke(Int)
    }

    private struct Entry {
        let actor: Int
        let operation: Operation
        let object: Int32
        var remark: Remark
        let location: SourceLocation?
    }

    /// The call stacks of the locations, each once.
    private var stacks: [[UInt]] = []
    private var numbers: [[UInt]: Int] = [:]
    private var lines: [String?] = []

    private var entries: [Entry] = []
    private var ticks: [(entry: Int, clock: UInt64)] = []

    /// How many entries were left out at the front, and how many are shown at the most.
    private var skipped = 0
    private static var most: Int { 200 }

    /// How many decisions go by before backtraces are taken: in a schedule that is too long to be shown
    /// whole, only its end counts.
    private let quiet: Int
    private var seen = 0

    init(quietFor quiet: Int) {
        self.quiet = quiet
    }

    func clear() {
        entries.removeAll()
        ticks.removeAll()
        skipped = 0
        seen = 0
    }

    func noteDecision() { seen += 1 }

    /// The line of the program that the calling thread is at.
    func location() -> SourceLocation? {
        guard seen >= quiet, LineTable.shared.isAvailable else { return nil }
        let stack = CallAddresses.current()
        if let known = numbers[stack] { return SourceLocation(stack: known) }
        numbers[stack] = stacks.count
        stacks.append(stack)
        return SourceLocation(stack: stacks.count - 1)
    }

    /// The text with lines in the places where locations stand.
    func resolve(_ text: String) -> String {
        if lines.count < stacks.count { lines = LineTable.shared.lines(of: stacks) }
        let parts = text.split(separator: SourceLocation.mark, omittingEmptySubsequences: false)
        var resolved = ""
        for (index, part) in parts.enumerated() {
            if index.isMultiple(of: 2) {
                resolved += part
            } else {
                resolved += Int(part).flatMap { lines[$0] } ?? "an unknown line"
            }
        }
        // In a table, a place that is not known is no place.
        return resolved.replacing("  an unknown line", with: "")
    }

    func add(_ actor: Int, _ operation: Operation, _ object: Int32, _ remark: Remark, _ location: SourceLocation?) {
        entries.append(Entry(actor: actor, operation: operation, object: object, remark: remark, location: location))
        if entries.count > 2 * Self.most {
            skipped += Self.most
            entries.removeFirst(Self.most)
            ticks = ticks.compactMap { $0.entry < Self.most ? nil : ($0.entry - Self.most, $0.clock) }
        }
    }

    /// The last operation has turned out so.
    func remark(_ remark: Remark) {
        guard !entries.isEmpty else { return }
        entries[entries.count - 1].remark = remark
    }

    /// The table of the schedule that has just come to its end without a failure.
    private(set) var lastTable = ""

    func finish(players: [String], objects: [ManagedObject]) { lastTable = table(players: players, objects: objects) }

    func tick(_ clock: UInt64) { ticks.append((entries.count, clock)) }

    /// The schedule as a table with a column for each thread.
    func table(players: [String], objects: [ManagedObject]) -> String {
        let first = max(0, entries.count - Self.most)
        var table = StepTable(columns: players)
        if skipped + first > 0 { table.addRemark("… \(skipped + first) operations before …") }
        var ticks = ticks[...]
        for index in first..<entries.count {
            while let tick = ticks.first, tick.entry <= index {
                if tick.entry >= first { table.addRemark(Self.describe(clock: tick.clock)) }
                ticks.removeFirst()
            }
            let entry = entries[index]
            table.add(
                number: skipped + index + 1,
                column: entry.actor,
                text: Self.describe(entry, objects),
                place: entry.location?.description ?? ""
            )
        }
        for tick in ticks { table.addRemark(Self.describe(clock: tick.clock)) }
        return table.text
    }

    private static func describe(clock: UInt64) -> String {
        let milliseconds = Double(clock - Conductor.clockOrigin) / 1_000_000
        return "… time passes: \(milliseconds) ms since the start …"
    }

    private static func describe(_ entry: Entry, _ objects: [ManagedObject]) -> String {
        let index = Int(entry.object)
        let object = objects.indices.contains(index) ? objects[index].description : ""
        let text: String =
            switch entry.operation {
            case .start: "begin"
            case .end: "end"
            case .lock, .lockTimed: "acquire \(object)"
            case .tryLock: "try \(object)"
            case .isLocked: "look at \(object)"
            case .unlock: "release \(object)"
            case .wait where entry.remark == .begins: "wait on \(object)"
            case .wait: "wake on \(object)"
            case .notify: "notify \(object)"
            case .load: "load \(object)"
            case .store: "store \(object)"
            case .update: "update \(object)"
            case .read: "read \(object)"
            case .write: "write \(object)"
            case .spawn: "start \(object)"
            case .join: "join \(object)"
            case .isAlive: "look at \(object)"
            case .sleep: "sleep"
            case .yield: "yield"
            case .choose: "choose \(entry.object)"
            case .outsideLock: "lock from outside"
            }
        return text + describe(entry.remark)
    }

    private static func describe(_ remark: Remark) -> String {
        switch remark {
        case .none, .begins: ""
        case .failed: ": no"
        case .timedOut: ": too late"
        case .notified: ": notified"
        case .spurious: ": not notified"
        case .woke(0): ": nobody waits"
        case .woke(1): ""
        case .woke(let count): ": \(count) wake"
        }
    }
}
