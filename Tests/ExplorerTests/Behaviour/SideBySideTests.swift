// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingTestSupport

/// Explorations at the same time, and what they leave behind.
@Suite struct SideBySideTests {
    @Test func explore_onTwoThreadsAtOnce_givesEachItsOwnReport() async throws {
        let (passed, failed) = try await onThread {
            // More time than it needs: under a sanitizer, beside all the other tests, ten seconds were too few.
            let passing = NativeThread.spawn {
                try explore(.exhaustive, timeLimit: .seconds(900)) { BehaviourPrograms.manySchedules() }
            }
            let failing = NativeThread.spawn {
                try (1...20).map { _ in try Self.failure { BehaviourPrograms.lostUpdate() } }
            }
            return (try passing.join(), try failing.join())
        }
        #expect(passed.schedules == 1_000)
        #expect(failed.allSatisfy { $0.kind == .expectation })
        #expect(Set(failed.map(\.schedule)).count == 1)
    }

    @Test func explore_onTwoForeignThreadsAtOnce_givesEachItsOwnReport() async throws {
        let reports = try await onThread {
            let reports = Locked<[ExplorationReport.Outcome]>([])
            let work: @Sendable () -> Void = {
                let report = try? explore(.exhaustive) { BehaviourPrograms.oneLockForTwo() }
                if let report { reports.withLock { $0.append(report.outcome) } }
            }
            let one = ForeignThread(work)
            let other = ForeignThread(work)
            one.join()
            other.join()
            return reports.withLock { $0 }
        }
        #expect(reports == [.exhausted(schedules: 2), .exhausted(schedules: 2)])
    }

    #if os(Linux)
    @Test func explore_leavesTheCallersProcessorsAsTheyWere() async throws {
        let (before, after) = try await onThread {
            let before = Self.processors()
            try explore { BehaviourPrograms.oneLockForTwo() }
            _ = try Self.failure { BehaviourPrograms.lostUpdate() }
            return (before, Self.processors())
        }
        #expect(before?.isEmpty == false)
        #expect(before == after)
    }

    /// Which the calling thread may run on, as the system says it.
    private static func processors() -> Substring? {
        let status = SystemFile.text("/proc/thread-self/status")
        return status?.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") }
    }
    #endif

    private static func failure(_ body: @escaping @Sendable () -> Void) throws -> ExplorationFailure {
        do {
            try explore { body() }
        } catch {
            return error
        }
        throw NoFailure()
    }

    private struct NoFailure: Error {}
}
