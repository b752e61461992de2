// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Asking the threads of a scope to stop.
extension ThreadScopeTests {
    /// 4.1.1, T12: nobody kills a thread; one that waits with an end is woken.
    @Test func requestStop_ofTheScope_wakesItsThreads() async throws {
        let (isFirst, isSecond, results) = try await onThread {
            withThreads { scope in
                let never = Event()
                let handles = (0..<3).map { _ in scope.spawn { never.wait(for: nil) } }
                for handle in handles { waitUntilAsleep(handle.thread, on: .event) }
                let isFirst = scope.requestStop()
                return (isFirst, scope.requestStop(), handles.map { $0.join() })
            }
        }
        #expect(isFirst)
        #expect(!isSecond)
        #expect(results == [false, false, false])
    }

    /// 4.1.1, T12: who asks the caller asks the threads, too.
    @Test func requestStop_ofTheCaller_reachesTheThreads() async throws {
        let result = try await onThread {
            let never = Event()
            let child = Locked<NativeThread?>(nil)
            let owner = NativeThread.spawn {
                withThreads { scope in
                    let handle = scope.spawn { never.wait(for: nil) }
                    child.withLock { $0 = handle.thread }
                    return handle
                }.join()
            }
            waitUntil { child.withLock { $0 } != nil }
            if let thread = child.withLock({ $0 }) { waitUntilAsleep(thread, on: .event) }
            owner.requestStop()
            return owner.join()
        }
        #expect(!result)
    }

    /// 4.1.1: the token of the caller that counts is the one that it runs under.
    @Test func requestStop_ofASourceThatTheCallerRunsUnder_reachesTheThreads() async throws {
        let isAsked = try await onThread {
            let source = StopSource()
            source.requestStop()
            return StopToken.withCurrent(source.token) {
                withThreads { scope in scope.spawn { StopToken.current.isStopRequested }.join() }
            }
        }
        #expect(isAsked)
    }

    /// T12: a handle asks one thread alone.
    @Test func requestStop_ofAHandle_reachesThatThreadAlone() async throws {
        let (one, other, isAsked) = try await onThread {
            withThreads { scope in
                let (never, mayEnd) = (Event(), Event())
                let one = scope.spawn { never.wait(for: nil) }
                let other = scope.spawn { mayEnd.wait(for: nil) }
                one.requestStop()
                let first = one.join()
                let isAsked = scope.stopToken.isStopRequested
                mayEnd.set()
                return (first, other.join(), isAsked)
            }
        }
        #expect(!one)
        #expect(other)
        #expect(!isAsked)
    }

    /// 4.1.1: one that is started late finds its token tripped.
    @Test func spawn_afterAStop_startsAThreadThatWasAsked() async throws {
        let isAsked = try await onThread {
            withThreads { scope in
                scope.requestStop()
                return scope.spawn { StopToken.current.isStopRequested }.join()
            }
        }
        #expect(isAsked)
    }

    /// 4.1.1: the body's own waits end, and afterwards the caller has its own token again.
    @Test func body_runsUnderTheScopesToken_andTheCallerDoesNot() async throws {
        let (wasSet, inside, outside) = try await onThread {
            let (wasSet, inside) = withThreads { scope in
                scope.spawn { scope in scope.requestStop() }
                return (Event().wait(for: nil), StopToken.current.isStopRequested)
            }
            return (wasSet, inside, StopToken.current.isStopRequested)
        }
        #expect(!wasSet)
        #expect(inside)
        #expect(!outside)
    }

    /// 4.1.1: a scope that has ended leaves nothing at its caller's token.
    @Test func requestStop_afterTheEnd_callsNobody() async throws {
        let isAsked = try await onThread {
            let source = StopSource()
            let token = StopToken.withCurrent(source.token) { withThreads { scope in scope.stopToken } }
            source.requestStop()
            return token.isStopRequested
        }
        #expect(!isAsked)
    }
}
