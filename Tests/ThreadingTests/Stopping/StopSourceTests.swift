// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Actions of requests, and sources that follow others (parity 4.1.4).
@Suite struct StopSourceTests {
    /// 4.1.4.
    @Test func onStop_beforeTheRequest_isCalledInOrderByWhoAsks() async throws {
        let (calls, isSame) = try await onThread {
            let source = StopSource()
            let calls = Locked<[Int]>([])
            let caller = Locked<NativeThread?>(nil)
            for number in 1...3 {
                source.token.onStop {
                    calls.withLock { $0.append(number) }
                    caller.withLock { $0 = .current }
                }
            }
            let asker = NativeThread.spawn { source.requestStop() }
            asker.join()
            return (calls.withLock { $0 }, caller.withLock { $0 } == asker.thread)
        }
        #expect(calls == [1, 2, 3])
        #expect(isSame)
    }

    /// 4.1.4.
    @Test func onStop_afterTheRequest_isCalledAtOnce() {
        let source = StopSource()
        source.requestStop()
        let called = Locked(false)
        let registration = source.token.onStop { called.withLock { $0 = true } }
        #expect(called.withLock { $0 })
        #expect(!registration.cancel())
    }

    /// 4.1.4.
    @Test func cancel_beforeTheRequest_takesTheActionBack() {
        let source = StopSource()
        let called = Locked(false)
        let registration = source.token.onStop { called.withLock { $0 = true } }
        #expect(registration.cancel())
        #expect(!registration.cancel())
        source.requestStop()
        #expect(!called.withLock { $0 })
    }

    /// 4.1.4: what the action uses may be closed afterwards.
    @Test func cancel_whileTheActionRuns_waitsForItsEnd() async throws {
        let (wasEnded, answer) = try await onThread {
            let source = StopSource()
            let (begun, mayEnd) = (Event(), Event())
            let ended = AtomicCell(false)
            let registration = source.token.onStop {
                begun.set()
                mayEnd.wait()
                ended.store(true)
            }
            let asker = NativeThread.spawn { source.requestStop() }
            begun.wait()
            let canceller = NativeThread.spawn { (registration.cancel(), ended.load()) }
            waitUntilAsleep(canceller.thread, on: .stop)
            mayEnd.set()
            asker.join()
            let (answer, wasEnded) = canceller.join()
            return (wasEnded, answer)
        }
        #expect(wasEnded)
        #expect(!answer)
    }

    /// 4.1.4.
    @Test func cancel_byTheActionItself_doesNotWait() async throws {
        let answer = try await onThread {
            let source = StopSource()
            let registration = Locked<StopRegistration?>(nil)
            let answer = Locked<Bool?>(nil)
            let own = source.token.onStop {
                let mine = registration.withLock { $0 }
                let result = mine?.cancel()
                answer.withLock { $0 = result }
            }
            registration.withLock { $0 = own }
            source.requestStop()
            return answer.withLock { $0 }
        }
        #expect(answer == false)
    }

    /// 4.1.4: an action may register, ask and cancel.
    @Test func action_thatRegistersAnother_hasItCalled() {
        let source = StopSource()
        let called = Locked(0)
        source.token.onStop {
            source.token.onStop { called.withLock { $0 += 1 } }
            source.requestStop()
        }
        source.requestStop()
        #expect(called.withLock { $0 } == 1)
    }

    /// 4.1.4: a request to any goes to the linked one, and not back.
    @Test(arguments: 0..<2) func linked_whenOneOfThemIsAsked_isAskedToo(which: Int) {
        let sources = [StopSource(), StopSource()]
        let linked = StopSource(linkedTo: sources[0].token, sources[1].token)
        sources[which].requestStop()
        #expect(linked.isStopRequested)
        #expect(!sources[1 - which].isStopRequested)
    }

    /// 4.1.4.
    @Test func linked_whenItIsAsked_leavesTheOthers() {
        let source = StopSource()
        let linked = StopSource(linkedTo: source.token)
        linked.requestStop()
        #expect(!source.isStopRequested)
    }

    /// 4.1.4: nothing is left behind in a source that lives long.
    @Test func linked_thatHasGone_isForgotten() {
        let source = StopSource()
        final class Life: Sendable {}
        weak var gone: Life?
        do {
            let linked = StopSource(linkedTo: source.token)
            let life = Life()
            gone = life
            linked.token.onStop { withExtendedLifetime(life) {} }
        }
        #expect(gone == nil)
        source.requestStop()
    }

    /// 4.1.4: threads that sleep under a linked source wake.
    @Test func linked_wakesWhoSleepsUnderIt() async throws {
        let result = try await onThread {
            let outer = StopSource()
            let inner = StopSource(linkedTo: outer.token)
            let handle = NativeThread.spawn {
                StopToken.withCurrent(inner.token) { Event().wait(for: nil) }
            }
            waitUntilAsleep(handle.thread, on: .event)
            outer.requestStop()
            return handle.join()
        }
        #expect(!result)
    }

    /// 4.1.4: a deadline for a part of the work.
    @Test func requestStopAfter_endsWhatWaitsUnderTheToken() async throws {
        let (wasSet, isAsked) = try await onThread {
            let source = StopSource()
            source.requestStop(after: Delay.short)
            let wasSet = StopToken.withCurrent(source.token) { Event().wait(for: nil) }
            return (wasSet, source.isStopRequested)
        }
        #expect(!wasSet)
        #expect(isAsked)
    }

    /// 4.1.4.
    @Test func requestStopAfter_thatIsCancelled_doesNotAsk() {
        let source = StopSource()
        #expect(source.requestStop(after: Delay.long).cancel())
        #expect(!source.isStopRequested)
    }

    /// 4.1.4: requests, waits and registrations at once.
    @Test func stress_requestsAgainstWaitsAndRegistrations_endsAll() async throws {
        try await onThread {
            for round in 0..<200 {
                let source = StopSource()
                let (event, semaphore, lock) = (Event(), Semaphore(value: 0), Lock())
                lock.lock()
                let threads = (0..<4).map { who in
                    NativeThread.spawn(stackSize: 128 << 10) {
                        StopToken.withCurrent(source.token) {
                            switch (who + round) % 4 {
                            case 0: _ = event.wait(for: nil)
                            case 1: _ = semaphore.wait(for: nil)
                            case 2: if lock.lock(for: nil) { lock.unlock() }
                            default:
                                let registration = source.token.onStop {}
                                _ = source.token.wait(for: nil)
                                registration.cancel()
                            }
                        }
                    }
                }
                if round % 3 == 0 { for thread in threads where thread.thread.nativeID == nil { ThreadYield.yield() } }
                source.requestStop()
                for thread in threads { thread.join() }
                lock.unlock()
            }
        }
    }
}
