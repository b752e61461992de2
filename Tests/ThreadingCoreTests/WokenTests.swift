// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import ThreadingTestSupport

@testable import ThreadingCore

/// Who has woken another waits for it, and learns where that is in vain; each on a thread of its own, which remembers.
@Suite struct WokenTests {
    /// X4.
    @Test func nobodyWasWoken_thereIsNoWait() async throws {
        let looks = try await onThread {
            // The thread's start may have woken somebody: hooks of other tests share a lock.
            _ = Spin.takeTimeOfWoken()
            var looks = 0
            _ = Spin.untilWokenOneComes {
                looks += 1
                return true
            }
            return looks
        }
        #expect(looks == 0)
    }

    @Test(.enabled(if: Spin.isUseful)) func wokenOne_isWaitedForOnce() async throws {
        let found = try await onThread {
            Spin.hasWoken()
            return (Spin.untilWokenOneComes { true }, Spin.untilWokenOneComes { true })
        }
        #expect(found == (true, false))
    }

    /// One is passed over, then three, then seven, then fifteen, and none after one that came.
    @Test(.enabled(if: Spin.isUseful)) func wokenOnes_thatDoNotCome_arePassedOver() async throws {
        let passed = try await onThread {
            [false, false, false, false, false, true].map { comes in
                var passed = 0
                Spin.hasWoken()
                var end = Spin.takeTimeOfWoken()
                while end == 0 {
                    passed += 1
                    Spin.hasWoken()
                    end = Spin.takeTimeOfWoken()
                }
                Spin.noteWoken(came: comes)
                return passed
            } + [Spin.passedOverNext()]
        }
        #expect(passed == [0, 1, 3, 7, 15, 15, 0])
    }

    /// It takes as long as a thread takes to come, and not for ever.
    @Test(.enabled(if: Spin.isUseful)) func wokenOne_thatDoesNotCome_isGivenUp() async throws {
        let isFound = try await onThread {
            Spin.hasWoken()
            return Spin.untilWokenOneComes { false }
        }
        #expect(!isFound)
    }
}

extension Spin {
    /// How many wake-ups are not waited for from now on.
    fileprivate static func passedOverNext() -> Int {
        for passed in 0..<100 {
            hasWoken()
            if takeTimeOfWoken() != 0 { return passed }
        }
        return 100
    }
}
