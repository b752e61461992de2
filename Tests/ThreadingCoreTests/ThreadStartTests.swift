// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingCore

/// The floor's own start of a thread, and what a thread shows of itself to the system.
@Suite struct ThreadStartTests {
    /// T3: what the body captured is gone when the body is.
    @Test func run_whenTheBodyHasEnded_hasDestroyedItsCaptures() async throws {
        try await onThread {
            let gone = LatchBox()
            let tracker = Tracker { gone.word.open() }
            let error = ThreadStart.run(stackSize: nil) { withExtendedLifetime(tracker) {} }
            #expect(error == 0)
            _ = consume tracker
            _ = gone.word.wait(until: .never)
        }
    }

    /// T3: what the system refuses is told by its number, and the body is destroyed unrun.
    @Test func run_whenTheSystemRefuses_saysWhyAndDestroysTheBody() async throws {
        try await onThread {
            let gone = LatchBox()
            let tracker = Tracker { gone.word.open() }
            let error = ThreadStart.run(stackSize: 1 << 60) {
                withExtendedLifetime(tracker) {}
                preconditionFailure("a thread with a stack of 2⁶⁰ bytes")
            }
            #expect(error != 0)
            #expect(!ThreadStart.describe(error).isEmpty)
            _ = consume tracker
            _ = gone.word.wait(until: .never)
        }
    }

    private final class LatchBox: Sendable {
        let word = LatchWord(.work)
    }

    private final class Tracker: Sendable {
        private let atEnd: @Sendable () -> Void

        init(_ atEnd: @escaping @Sendable () -> Void) {
            self.atEnd = atEnd
        }

        deinit { atEnd() }
    }

    /// F6.
    @Test func nativeID_onEachThread_isItsOwn() async throws {
        let ids = try await onThread {
            [CurrentThread.nativeID, NativeThread.spawn { CurrentThread.nativeID }.join()]
        }
        #expect(Set(ids).count == 2)
    }

    #if os(Linux)
    /// T7: 15 bytes, cut at a whole character, nothing after a zero.
    @Test(
        arguments: [
            ("short", "short"), ("exactly15bytes!", "exactly15bytes!"), ("exactly15bytes!!", "exactly15bytes!"),
            ("", ""), ("zürich-zürich-zürich", "zürich-zürich"), ("ééééééééé", "ééééééé"),
            ("one\0two", "one"), ("😀😀😀😀", "😀😀😀"), ("12345678901234é", "12345678901234"),
        ]
    ) func setSystemName_keepsWholeCharactersUpTo15Bytes(name: String, expected: String) async throws {
        let shown = try await onThread {
            NativeThread.spawn {
                CurrentThread.setSystemName(name)
                return SystemFile.text("/proc/self/task/\(CurrentThread.nativeID)/comm")
            }.join()
        }
        #expect(shown == expected + "\n")
    }
    #endif
}
