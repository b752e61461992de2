// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingQueues

/// The writing thread: puts the reports in order, prints them, and keeps the tally.
struct Writer: ~Copyable {
    /// How it ended.
    enum Ending: Sendable {
        /// Everything has been written; whether all of it was well.
        case finished(isSuccess: Bool)
        case failed(DescriptorOutput.Failure)
        /// By a signal; what is to come has been dropped.
        case stopped
    }

    private let channels: Channels
    private var output: LineOutput
    private let screen: Screen
    private let check: CheckOptions?
    private let isOrdered: Bool
    private var window = ReorderWindow<Report.Outcome>(size: Channels.windowSize)
    private var tally = CheckTally()
    private var isSuccess = true
    /// Places that have been dealt with and not been given back yet.
    private var donePlaces = 0

    init(_ channels: Channels, output: consuming LineOutput, screen: Screen, check: CheckOptions?, isOrdered: Bool) {
        self.channels = channels
        self.output = output
        self.screen = screen
        self.check = check
        self.isOrdered = isOrdered
    }

    /// The thread's body.
    mutating func run() -> Ending {
        do throws(DescriptorOutput.Failure) {
            while let batch = try nextBatch() {
                for report in batch { try take(report) }
            }
            try output.flush()
            if channels.stop.isSet { return .stopped }
            try output.close()
            return .finished(isSuccess: isSuccess)
        } catch {
            channels.stopAll()
            return .failed(error)
        }
    }

    /// Before it waits, it writes what it has: lines come as their files are done.
    private mutating func nextBatch() throws(DescriptorOutput.Failure) -> [Report]? {
        if let batch = try? channels.reports.getIfAvailable() { return batch }
        try output.flush()
        return try? channels.reports.get()
    }

    private mutating func take(_ report: Report) throws(DescriptorOutput.Failure) {
        guard isOrdered else { return try dealWith(report.outcome) }
        window.insert(report.outcome, number: report.sequence)
        while let outcome = window.popNext() { try dealWith(outcome) }
    }

    private mutating func dealWith(_ outcome: Report.Outcome) throws(DescriptorOutput.Failure) {
        switch outcome {
        case .hashed(let line):
            try output.append(line)
        case .failed(let message, let line):
            isSuccess = false
            tally.unreadable += 1
            try print(message)
            try output.append(line)
        case .verified(let matches, let line):
            if matches { tally.hasMatch = true } else { tally.mismatched += 1 }
            try output.append(line)
        case .missing:
            break
        case .complaint(let message, let isFailure):
            if isFailure { isSuccess = false }
            try print(message)
        case .listEnd(let end):
            try finish(end)
        }
        giveBackPlace()
    }

    private mutating func finish(_ end: CheckListEnd) throws(DescriptorOutput.Failure) {
        defer { tally = CheckTally() }
        if let failure = end.failure {
            isSuccess = false
            return try print(failure)
        }
        tally.misformatted = end.misformatted
        tally.hasFormattedLines = end.hasFormattedLines
        let options = check ?? CheckOptions()
        for message in tally.messages(list: end.list, options: options) { try print(message) }
        if !tally.isSuccess(options: options) { isSuccess = false }
    }

    /// Lines that come before a message are written before it, should both go to the same place.
    private mutating func print(_ message: Message) throws(DescriptorOutput.Failure) {
        try output.flush()
        screen.print(message)
    }

    /// In lumps: each one may wake the walker.
    private mutating func giveBackPlace() {
        donePlaces += 1
        guard donePlaces == Self.lump else { return }
        channels.window.signal(donePlaces)
        donePlaces = 0
    }

    private static let lump = 64
}
