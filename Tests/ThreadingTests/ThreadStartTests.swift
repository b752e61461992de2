// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// What starting a thread asks of the system, and what it does when the system says no.
@Suite struct ThreadStartTests {
    /// T3: it throws, runs nothing, and lists nobody.
    @Test func start_whenTheSystemRefuses_throwsAndLeavesNoTrace() async throws {
        let (error, isListed, later) = try await onThread {
            var refusal: ThreadStartError?
            do throws(ThreadStartError) {
                try NativeThread.start(name: "refused", stackSize: 1 << 60) { preconditionFailure("it was run") }
            } catch {
                refusal = error
            }
            return (refusal, NativeThread.all.contains { $0.name == "refused" }, NativeThread.spawn { 1 }.join())
        }
        #expect(error?.code != 0)
        #expect(error?.description.hasPrefix("the operating system refused to start a thread (E") == true)
        #expect(!isListed)
        #expect(later == 1)
    }

    /// T3: what the body captured is destroyed all the same.
    @Test func start_whenTheSystemRefuses_destroysTheBody() async throws {
        let isDestroyed = try await onThread {
            let destroyed = Event()
            let probe = DeinitProbe { destroyed.set() }
            #expect(throws: ThreadStartError.self) {
                try NativeThread.start(stackSize: 1 << 60) { withExtendedLifetime(probe) {} }
            }
            _ = consume probe
            return destroyed.isSet
        }
        #expect(isDestroyed)
    }

    /// T3: however large.
    @Test func start_withTheLargestStack_throws() async {
        await #expect(processExitsWith: .success) {
            do throws(ThreadStartError) {
                try NativeThread.start(stackSize: .max) {}
                preconditionFailure("a stack as large as memory")
            } catch {
                precondition(error.code != 0)
            }
        }
    }

    /// T3: where the program cannot go on without, it says so.
    @Test func spawn_whenTheSystemRefuses_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            NativeThread.spawn(stackSize: 1 << 60) {}
        }
        #expect(result.errorText.contains("the operating system refused to start a thread"))
        #expect(result.errorText.contains("use NativeThread.start to go on without the thread"))
    }

    /// F7.
    @Test(arguments: [16_384, 16_385, 65_536, 1 << 20, 64 << 20]) func spawn_withAStackSize_runs(size: Int) async throws
    {
        let value = try await onThread { NativeThread.spawn(stackSize: size) { 7 }.join() }
        #expect(value == 7)
    }

    /// F7: what was asked for can be used.
    @Test func spawn_withALargeStack_canUseIt() async throws {
        func depth(_ left: Int) -> Int {
            // A kibibyte a call.
            unsafe withUnsafeTemporaryAllocation(byteCount: 1_024, alignment: 8) { buffer in
                unsafe buffer[0] = 1
                return unsafe left == 0 ? 0 : depth(left - 1) + Int(buffer[0])
            }
        }
        let reached = try await onThread { NativeThread.spawn(stackSize: 64 << 20) { depth(16_000) }.join() }
        #expect(reached == 16_000)
    }

    /// F7.
    @Test func spawn_withTooSmallAStack_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            NativeThread.spawn(stackSize: 16_383) {}
        }
        #expect(result.errorText.contains("a thread needs a stack of at least 16384 bytes, not 16383"))
    }

    /// T3: it does not wait for the thread to begin, so the caller may hold what the thread needs.
    @Test func spawn_whileTheCallerHoldsWhatTheBodyWants_returns() async throws {
        try await onThread {
            let lock = Lock()
            let handle = lock.withLock { NativeThread.spawn { lock.withLock {} } }
            handle.join()
        }
    }
}

/// Tells when it is destroyed.
final class DeinitProbe: Sendable {
    private let atEnd: @Sendable () -> Void

    init(_ atEnd: @escaping @Sendable () -> Void) {
        self.atEnd = atEnd
    }

    deinit { atEnd() }
}
