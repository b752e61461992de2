// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingCore

/// What ``FutexWord`` promises of the kernel.
@Suite struct FutexTests {
    private static let reason = WaitReason(.work, object: 1)

    private final class Box: Sendable {
        let word = FutexWord(0)
    }

    /// The word was another already.
    @Test func sleep_whenTheWordIsAnother_looksAgain() async throws {
        let outcome = try await onThread {
            Box().word.sleep(while: 1, until: .never, for: Self.reason)
        }
        #expect(outcome == .lookAgain)
    }

    /// X1: the deadline is absolute, so one in the past does not sleep at all.
    @Test func sleep_pastTheDeadline_timesOut() async throws {
        let outcomes = try await onThread {
            [
                Box().word.sleep(while: 0, until: Deadline(nanoseconds: 1), for: Self.reason),
                Box().word.sleep(while: 0, until: Deadline(after: Delay.short), for: Self.reason),
            ]
        }
        #expect(outcomes == [.timedOut, .timedOut])
    }

    /// A wake finds sleepers only, and no more than it is asked for.
    @Test func wake_saysHowManyItWoke() async throws {
        let counts = try await onThread {
            let box = Box()
            let none = box.word.wake(5)
            let threads = (0..<3).map { _ in
                let handle = NativeThread.spawn {
                    while box.word.sleep(while: 0, until: .never, for: Self.reason) != .woken {}
                }
                waitUntilInKernel(handle.thread, on: .work)
                return handle
            }
            let two = box.word.wake(2)
            let rest = box.word.wake(.max)
            for thread in threads { thread.join() }
            return [none, two, rest]
        }
        #expect(counts == [0, 2, 1])
    }

    /// X6: a signal ends the sleep, and the caller looks again.
    @Test func sleep_whenASignalArrives_looksAgain() async throws {
        let outcome = try await onThread {
            let box = Box()
            let target = Locked<SignalTarget?>(nil)
            let sleeper = NativeThread.spawn {
                target.withLock { $0 = SignalTarget() }
                return box.word.sleep(while: 0, until: .never, for: Self.reason)
            }
            waitUntilInKernel(sleeper.thread, on: .work)
            target.withLock { $0?.interrupt() }
            return sleeper.join()
        }
        #expect(outcome == .lookAgain)
    }

    #if os(Linux)
    /// C4: a sleeper is moved without running, and belongs to the other word then.
    @Test func moveSleeper_toAnotherWord_movesOneWithoutWakingIt() async throws {
        let results = try await onThread {
            let (box, target) = (Box(), Box())
            let wrong = box.word.moveSleeper(while: 1, to: target.word)
            let nobody = box.word.moveSleeper(while: 0, to: target.word)
            let sleeper = NativeThread.spawn {
                box.word.sleep(while: 0, until: .never, for: Self.reason) == .woken
            }
            waitUntilInKernel(sleeper.thread, on: .work)
            let moved = box.word.moveSleeper(while: 0, to: target.word)
            let left = box.word.wake(1)
            let there = target.word.wake(1)
            return [!wrong, !nobody, moved, left == 0, there == 1, sleeper.join()]
        }
        #expect(results == [true, true, true, true, true, true])
    }
    #endif
}
