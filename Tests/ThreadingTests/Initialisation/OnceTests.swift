// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// What is done once (parity 4.1.23).
@Suite struct OnceTests {
    struct Failure: Error {}

    @Test func run_twice_runsTheFirstBodyOnly() {
        let once = Once()
        var bodies: [Int] = []
        #expect(!once.isDone)
        #expect(once.run { bodies.append(1) })
        #expect(!once.run { bodies.append(2) })
        #expect(bodies == [1])
        #expect(once.isDone)
    }

    @Test func run_byManyThreads_runsOneAndShowsAllWhatItDid() async throws {
        let (runs, sums) = try await onThread {
            final class Plain: @unchecked Sendable { var number = 0 }  // ordered by `once`
            var (runs, sums) = (0, 0)
            for _ in 0..<100 {
                let (once, plain, start) = (Once(), Plain(), Event())
                let threads = (0..<4).map { _ in
                    NativeThread.spawn(stackSize: 128 << 10) {
                        start.wait()
                        let ran = once.run { plain.number += 7 }
                        return (ran ? 1 : 0, plain.number)
                    }
                }
                start.set()
                for thread in threads {
                    let (ran, number) = thread.join()
                    runs += ran
                    sums += number
                }
            }
            return (runs, sums)
        }
        #expect(runs == 100)
        #expect(sums == 100 * 4 * 7)
    }

    @Test func run_whileAnotherRuns_waitsForItsEnd() async throws {
        let (ran, wasDone) = try await onThread {
            let (once, begun, mayEnd) = (Once(), Event(), Event())
            let first = NativeThread.spawn {
                once.run {
                    begun.set()
                    mayEnd.wait()
                }
            }
            begun.wait()
            let second = NativeThread.spawn { (once.run {}, once.isDone) }
            waitUntilAsleep(second.thread, on: .once)
            let before = once.isDone
            mayEnd.set()
            first.join()
            let (ran, after) = second.join()
            return (ran, !before && after)
        }
        #expect(!ran)
        #expect(wasDone)
    }

    @Test func run_whoseBodyThrows_isNotDone() {
        let once = Once()
        #expect(throws: Failure.self) { try once.run { () throws(Failure) in throw Failure() } }
        #expect(!once.isDone)
        #expect(once.run {})
    }

    /// Of those that wait, one runs its own body.
    @Test func run_whoseBodyThrows_isDoneByAnotherThatWaits() async throws {
        let ran = try await onThread {
            let (once, begun, mayEnd) = (Once(), Event(), Event())
            let first = NativeThread.spawn { () throws(Failure) -> Bool in
                try once.run { () throws(Failure) in
                    begun.set()
                    mayEnd.wait()
                    throw Failure()
                }
            }
            begun.wait()
            let others = (0..<3).map { _ in NativeThread.spawn { once.run {} } }
            for other in others { waitUntilAsleep(other.thread, on: .once) }
            mayEnd.set()
            _ = try? first.join()
            return others.count { $0.join() }
        }
        #expect(ran == 1)
    }

    @Test func run_inItsOwnBody_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let once = Once()
            once.run { once.run {} }
        }
        #expect(result.errorText.contains("was asked for by its own body"))
    }
}
