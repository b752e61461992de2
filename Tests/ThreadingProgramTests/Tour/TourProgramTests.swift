// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading

/// What each chapter's program prints when it runs.
struct TourProgramTests {
    /// What CPython 3 prints for the article's program with the lock, too.
    private static let digest = """
        689ff8069f0135701bce722c5b5a96a30d41eb95d257cd129d4f913bcd578a25\
        d323d30ecec11f83306dd92f975a75d05bd4f7e8d420d0add3584ae24d89b405
        """

    @Test(arguments: ["two-threads", "shared-constant"])
    func twoThreadsPrintTheirNamesAndTheNumber(_ chapter: String) async throws {
        #expect(try await printed(by: chapter).sorted() == ["Thread-1 42", "second 42"])
    }

    @Test
    func guardedCounterMissesNoStep() async throws {
        #expect(try await printed(by: "counter") == ["2042"])
    }

    @Test(arguments: ["hash", "data-hasher"])
    func tenThreadsHashToPythonsDigest(_ chapter: String) async throws {
        #expect(try await printed(by: chapter).joined() == Self.digest)
    }

    @Test
    func copyIsPaidForByTheFirstChangeAlone() async throws {
        func microseconds(_ lines: [String]) -> [Int] {
            lines.prefix(3).compactMap { Int($0.split(separator: " ").dropLast().last ?? "") }
        }
        let lines = try await printed(by: "defensive-copy") { lines in
            let times = microseconds(lines)
            return times.count == 3 && max(times[0], times[2]) < times[1]
        }
        try #require(lines.count == 5)
        let times = microseconds(lines)
        try #require(times.count == 3)
        #expect(times[0] < times[1])
        #expect(times[2] < times[1])
        #expect(lines[3...] == ["mine begins with 1 1", "the hasher's begins with 0 0"])
    }

    @Test(arguments: ["daemon", "event"])
    func consumerThatDoesNotFinishLosesLines(_ chapter: String) async throws {
        let lines = try await printed(by: chapter) { (1..<10).contains($0.count) }
        #expect((1..<10).contains(lines.count))
        #expect(Set(lines).isSubset(of: ["Thread-1", "Thread-2"]))
    }

    @Test(arguments: [("poison-pill", ["consumer received the poison pill, stopping"]), ("closed-queue", [])])
    func consumerThatFinishesLosesNothing(_ chapter: String, _ rest: [String]) async throws {
        let lines = try await printed(by: chapter)
        #expect(lines.filter { $0 == "Thread-1" }.count == 5)
        #expect(lines.filter { $0 == "Thread-2" }.count == 5)
        #expect(Array(lines.dropFirst(10)) == rest)
    }

    @Test
    func tableSaysWhichLoseLines() async throws {
        func arrived(_ lines: [String]) -> [Int] { lines.compactMap { Int($0.prefix { $0 != " " }) } }
        let table = try await printed(by: "lines-at-exit") { lines in
            arrived(lines).prefix(2).allSatisfy { (1..<10).contains($0) }
        }
        #expect(table.map { $0.split(separator: " ").last } == ["daemon", "event", "poison-pill", "closed-queue"])
        let arrived = arrived(table)
        try #require(arrived.count == 4)
        #expect((1..<10).contains(arrived[0]))
        #expect((1..<10).contains(arrived[1]))
        #expect(arrived[2...] == [10, 10])
    }

    @Test
    func poolGrowsToItsMaximum() async throws {
        let lines = try await printed(by: "pool")
        #expect(lines.first == "[1, 4, 9, 16, 25, 36, 49, 64, 81, 100]")
        let counts = lines.dropFirst().compactMap { $0.split(separator: " ").compactMap { Int($0) }.last }
        #expect(counts == [0, 1, 2, 3, 4, 4, 4])
    }

    @Test
    func threadsAreCountedAndMeasured() async throws {
        let lines = try await printed(by: "cost").suffix(4).map { $0.split(separator: " ") }
        try #require(lines.count == 4)
        let figures = lines.compactMap { Int($0[0]) }
        try #require(figures.count == 4)
        // As many as the system allows here; that it is asked for all of them is seen where it allows them.
        #expect((1...10_000).contains(figures[0]))
        // Its stack's first page at least, and the addresses of the whole.
        #expect(figures[2] >= 4)
        #expect(figures[3] >= 8_192)
    }

    @Test
    func refusedThreadIsSaidAndTheRestIsMeasured() async throws {
        // 2 GiB of addresses are stacks for about 250 threads.
        let run = try await TourRun.of("cost", shell: #"ulimit -v 2097152; exec "$@""#)
        #expect(run.ending == .exited(0), "\(run.errors)")
        let lines = run.printed(in: "cost")
        #expect(lines.joined(separator: " ").hasPrefix("the operating system refused to start a thread"))
        let alive = try #require(lines.first { $0.hasSuffix("parked on one Event") })
        let count = try #require(Int(alive.split(separator: " ")[0]))
        #expect((1..<1_000).contains(count))
    }

    @Test
    func coresAreTimed() async throws {
        let lines = try await printed(by: "cores")
        try #require(lines.count == 3)
        #expect(lines[0].hasSuffix("ms by 1 thread"))
        #expect(lines[1].contains("ms by "))
        // Not how many times: other tests run beside this one.
        #expect(lines[2].hasSuffix("times as fast"))
    }

    /// 4.1.33: nine waited for the lock, and it was held ten times.
    @Test
    func timelineShowsTheLockAndThePool() async throws {
        // Not in every run: a column shows what fills most of it, and one stall makes columns long.
        func holders(_ lines: some Sequence<String>) -> Int {
            lines.count { $0.hasPrefix("Thread-") && $0.contains("#") }
        }
        func tasks(_ lines: some Sequence<String>) -> Set<Character> {
            let lanes = lines.filter { $0.hasPrefix("ThreadPool-1-") }
            return Set(lanes.flatMap { $0.drop { $0 != "|" }.filter(\.isNumber) })
        }
        let lines = try await printed(by: "timeline") { holders($0) == 10 && tasks($0) == Set("0123456789") }
        let middle = try #require(lines.firstIndex(of: ""))
        let (lock, pool) = (lines[..<middle], lines[(middle + 1)...])
        #expect(lock.first?.hasPrefix("11 threads, ") == true)
        #expect(holders(lock) == 10)
        #expect(lock.contains { $0.hasPrefix("lock 1: held 10 times, ") })
        #expect(lock.contains { $0.hasPrefix("lock 1: waited for ") })
        let lanes = pool.filter { $0.hasPrefix("ThreadPool-1-") }
        // On a busy machine one thread may be done before the other begins.
        #expect((1...NativeThread.availableProcessors).contains(lanes.count))
        #expect(tasks(lanes) == Set("0123456789"))
    }

    private func printed(by chapter: String) async throws -> [String] {
        try await TourRun.whole.value.printed(in: chapter)
    }

    /// For what threads do that a busy machine may delay: in the tour, or in one of five runs more of the chapter alone.
    private func printed(by chapter: String, where isUsual: ([String]) -> Bool) async throws -> [String] {
        var lines = try await printed(by: chapter)
        for _ in 0..<5 where !isUsual(lines) { lines = try await TourRun.of(chapter).printed(in: chapter) }
        return lines
    }
}
