// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingQueues
import ThreadingTestSupport

@testable import ThreadingProgram

@Suite struct FeedTests {
    /// What bounds the memory, whatever the tree: nobody takes a place that has not been given back.
    @Test func submit_takesAPlaceInTheWindow() async throws {
        let channels = Channels(workers: 1)
        try await onThread {
            var feed = Feed(channels, progress: nil)
            for number in 0..<Channels.windowSize - 1 { try feed.submit(FileName("\(number)".utf8)) }
            try feed.report(.missing)
        }
        #expect(channels.window.value == 0)
        #expect(channels.jobs.count == Channels.windowSize - 1)
        #expect(channels.reports.count == 1)
    }

    @Test func submit_numbersInOrder() async throws {
        let channels = Channels(workers: 1)
        let numbers = try await onThread {
            var feed = Feed(channels, progress: nil)
            try feed.submit(FileName("a".utf8))
            try feed.report(.missing)
            try feed.submit(FileName("b".utf8))
            channels.jobs.close()
            return channels.jobs.map(\.sequence) + (try channels.reports.get()).map(\.sequence)
        }
        #expect(numbers == [0, 2, 1])
    }

    @Test func submit_withProgress_announcesTheSize() async throws {
        let tree = try TemporaryTree()
        try tree.file("a", "12345")
        let channels = Channels(workers: 1)
        let counters = ProgressCounters()
        let size = try await onThread {
            var feed = Feed(channels, progress: counters)
            try feed.submit(FileName(tree("a").utf8))
            try feed.submit(FileName(tree("nowhere").utf8))
            return try channels.jobs.get().announcedSize
        }
        #expect(size == 5)
        #expect(counters.figures == ProgressFigures(filesKnown: 2, bytesKnown: 5))
    }

    @Test func submit_afterTheStop_fails() async throws {
        let channels = Channels(workers: 1)
        channels.stopAll()
        await #expect(throws: (any Error).self) {
            try await onThread {
                var feed = Feed(channels, progress: nil)
                try feed.submit(FileName("a".utf8))
            }
        }
        #expect(channels.stop.isSet)
    }
}
