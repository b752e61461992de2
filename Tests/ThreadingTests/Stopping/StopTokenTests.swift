// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Requests to stop: what they wake, and what they leave alone (parity 4.1.4, T12).
@Suite struct StopTokenTests {
    // MARK: The request

    /// 4.1.4.
    @Test func requestStop_theFirstTime_isTrueAndSeen() {
        let source = StopSource()
        #expect(!source.token.isStopRequested)
        #expect(source.requestStop())
        #expect(!source.requestStop())
        #expect(source.token.isStopRequested && source.isStopRequested)
    }

    /// T12: a thread is asked, and ends by itself.
    @Test func requestStop_ofAThread_isSeenByItAlone() async throws {
        let (asked, other) = try await onThread {
            let mayLook = Event()
            let threads = (0..<2).map { _ in
                NativeThread.spawn {
                    mayLook.wait()
                    return StopToken.current.isStopRequested
                }
            }
            threads[0].requestStop()
            mayLook.set()
            return (threads[0].join(), threads[1].join())
        }
        #expect(asked)
        #expect(!other)
    }

    /// 4.1.4: what was done before is visible to who has seen it.
    @Test func requestStop_publishesWhatWasDoneBefore() async throws {
        let number = try await onThread {
            final class Plain: @unchecked Sendable { var number = 0 }  // ordered by the request
            let plain = Plain()
            let handle = NativeThread.spawn {
                while !StopToken.current.isStopRequested { ThreadYield.yield() }
                return plain.number
            }
            plain.number = 7
            handle.requestStop()
            return handle.join()
        }
        #expect(number == 7)
    }

    @Test func never_isNotRequested() {
        #expect(!StopToken.never.isStopRequested)
        #expect(!StopToken.never.onStop {}.cancel())
    }

    // MARK: Waits

    /// 4.1.4: every wait that takes a time ends.
    @Test(arguments: WaitingCall.all.filter(\.takesNil))
    func wait_forNil_endsWithARequest(call: WaitingCall) async throws {
        let result = try await onThread {
            let attempt = call.make()
            let handle = NativeThread.spawn { attempt.wait(nil) }
            waitUntilAsleep(handle.thread, on: call.kind)
            handle.requestStop()
            let result = handle.join()
            attempt.satisfy()
            return result
        }
        #expect(!result)
    }

    /// 4.1.4: a request that is older than the wait ends it as well.
    @Test(arguments: WaitingCall.all) func wait_afterARequest_doesNotWait(call: WaitingCall) async throws {
        let result = try await onThread {
            let attempt = call.make()
            let handle = NativeThread.spawn {
                NativeThread.current.requestStop()
                return attempt.wait(Delay.long)
            }
            let result = handle.join()
            attempt.satisfy()
            return result
        }
        #expect(!result)
    }

    /// 4.1.4: what is there is had, whatever was asked.
    ///
    /// Not a notification, which is not remembered, nor the end of a thread, which comes some time after it is let go.
    @Test(arguments: WaitingCall.all.filter { $0.kind != .condition && $0.kind != .join })
    func wait_forWhatIsThere_succeedsAfterARequest(call: WaitingCall) async throws {
        let result = try await onThread {
            let attempt = call.make()
            attempt.satisfy()
            return NativeThread.spawn {
                NativeThread.current.requestStop()
                return attempt.wait(Delay.long)
            }
            .join()
        }
        #expect(result)
    }

    /// 4.1.4: a thread that has ended is joined, whatever was asked.
    @Test func join_ofAThreadThatHasEnded_succeedsAfterARequest() async throws {
        let value = try await onThread {
            let ended = NativeThread.spawn { 7 }
            ended.join()
            return NativeThread.spawn {
                NativeThread.current.requestStop()
                return ended.join(for: Delay.long)
            }
            .join()
        }
        #expect(value == 7)
    }

    /// 4.1.4: a wait that promises goes on.
    @Test func wait_thatPromises_goesOn() async throws {
        let wasSet = try await onThread {
            let event = Event()
            let handle = NativeThread.spawn {
                event.wait()
                return event.isSet
            }
            waitUntilAsleep(handle.thread, on: .event)
            handle.requestStop()
            event.set()
            return handle.join()
        }
        #expect(wasSet)
    }

    /// 4.1.4: others that sleep on the same object sleep on, and are woken by what they wait for.
    @Test func requestStop_ofOneOfMany_leavesTheOthersAsleep() async throws {
        let results = try await onThread {
            let event = Event()
            let threads = (0..<6).map { _ in NativeThread.spawn { event.wait(for: nil) } }
            for thread in threads { waitUntilAsleep(thread.thread, on: .event) }
            threads[2].requestStop()
            let stopped = threads[2].join()
            event.set()
            return threads.map { $0.join() } + [stopped]
        }
        #expect(results == [true, true, false, true, true, true, false])
    }

    /// 4.1.4: under another token the thread's own is not looked at.
    @Test func withCurrent_ofNever_waitsWithoutHeed() async throws {
        let results = try await onThread {
            NativeThread.spawn {
                NativeThread.current.requestStop()
                let before = StopToken.current.isStopRequested
                let inside = StopToken.withCurrent(.never) {
                    (StopToken.current.isStopRequested, Event().wait(for: Delay.short))
                }
                return [before, inside.0, inside.1, StopToken.current.isStopRequested]
            }
            .join()
        }
        #expect(results == [true, false, false, true])
    }

    /// 4.1.4: a foreign thread has a token of its own once it has asked for it.
    @Test func current_ofAForeignThread_isTripped() async throws {
        try await onThread {
            let seen = Event()
            let thread = Locked<NativeThread?>(nil)
            let foreign = ForeignThread {
                _ = StopToken.current
                thread.withLock { $0 = NativeThread.current }
                seen.set()
                _ = Event().wait(for: nil)
            }
            seen.wait()
            thread.withLock { $0 }?.requestStop()
            foreign.join()
        }
    }

    // MARK: The token's own waits

    @Test func tokenWait_untilTheRequest_isTrue() async throws {
        let result = try await onThread {
            let source = StopSource()
            let handle = NativeThread.spawn { source.token.wait(for: nil) }
            waitUntilAsleep(handle.thread, on: .sleep)
            source.requestStop()
            return handle.join()
        }
        #expect(result)
    }

    @Test(arguments: [.zero, .seconds(-1), .nanoseconds(1), Delay.short] as [Duration])
    func tokenWait_forATimeThatPasses_isFalse(duration: Duration) async throws {
        let result = try await onThread { StopSource().token.wait(for: duration) }
        #expect(!result)
    }

    /// X6.
    @Test func tokenWait_ofTheCurrentThread_isASleepThatCanBeEnded() async throws {
        let result = try await onThread {
            let handle = NativeThread.spawn { StopToken.current.wait(until: .now + Delay.long) }
            waitUntilAsleep(handle.thread, on: .sleep)
            handle.requestStop()
            return handle.join()
        }
        #expect(result)
    }
}
