// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import class Threading.ScopeCore

/// How many threads of a scope run at once, and what no scope allows.
extension ThreadScopeTests {
    /// 4.1.3: SetLimit.
    @Test(arguments: [1, 2, 3]) func spawn_withALimit_neverLetsMoreRun(limit: Int) async throws {
        let most = try await onThread {
            let counts = Locked((running: 0, most: 0))
            withThreads(limit: limit) { scope in
                for _ in 0..<20 {
                    scope.spawn {
                        counts.withLock {
                            $0.running += 1
                            $0.most = max($0.most, $0.running)
                        }
                        ThreadYield.yield()
                        counts.withLock { $0.running -= 1 }
                    }
                }
            }
            return counts.withLock { $0.most }
        }
        #expect((1...limit).contains(most))
    }

    /// 4.1.3: SetLimit.
    @Test func spawn_atTheLimit_waitsForAThreadToEnd() async throws {
        let (wasStarted, isStarted) = try await onThread {
            let (mayEnd, isStarted) = (Event(), Event())
            let owner = NativeThread.spawn {
                withThreads(limit: 2) { scope in
                    scope.spawn { mayEnd.wait() }
                    scope.spawn { mayEnd.wait() }
                    scope.spawn { isStarted.set() }
                }
            }
            waitUntilAsleep(owner.thread, on: .semaphore)
            let wasStarted = isStarted.isSet
            mayEnd.set()
            owner.join()
            return (wasStarted, isStarted.isSet)
        }
        #expect(!wasStarted)
        #expect(isStarted)
    }

    /// 4.1.3: TryGo.
    @Test func spawnIfAvailable_atTheLimit_startsNothing() async throws {
        let (before, at, after) = try await onThread {
            withThreads(limit: 1) { scope in
                let mayEnd = Event()
                let first = scope.spawnIfAvailable { mayEnd.wait(for: nil) }
                let second = scope.spawnIfAvailable { true }
                mayEnd.set()
                let before = first?.join()
                return (before, second?.join(), scope.spawn { true }.join())
            }
        }
        #expect(before == true)
        #expect(at == nil)
        #expect(after)
    }

    /// 4.1.3: a thread of the scope that has the last place does not wait for itself.
    @Test func spawn_fromAThreadAtTheLimit_startsAllTheSame() async throws {
        let (value, isRefused, later) = try await onThread {
            withThreads(limit: 1) { scope in
                let outer = scope.spawn { scope in
                    let inner = scope.spawn { 6 }
                    return (inner.join(), scope.spawnIfAvailable { 0 } == nil)
                }
                let (value, isRefused) = outer.join()
                return (value, isRefused, scope.spawn { 8 }.join())
            }
        }
        #expect(value == 6)
        #expect(isRefused)
        #expect(later == 8)
    }

    // MARK: Misuse

    /// 4.1.3.
    @Test func limit_ofZero_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking { withThreads(limit: 0) { _ in } }
        }
        #expect(result.errorText.contains("a scope lets one thread run or more, not 0"))
    }

    /// 4.1.1: a scope does not get out of its body by what compiles; this is how it would end.
    @Test func spawn_inAScopeThatHasEnded_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let core = ScopeCore()
                core.run {}
                _ = core.spawn {}
            }
        }
        #expect(result.errorText.contains("a thread was started in a scope that has ended"))
    }

    /// T3.
    @Test func spawn_whenTheSystemRefuses_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking { withThreads { scope in _ = scope.spawn(stackSize: 1 << 60) {} } }
        }
        #expect(result.errorText.contains("use ThreadScope.start to go on without the thread"))
    }
}
