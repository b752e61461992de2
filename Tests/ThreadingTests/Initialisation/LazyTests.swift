// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

/// Values that are made when they are asked for (parity 4.1.23).
@Suite struct LazyTests {
    struct Failure: Error {}

    @Test func value_askedForByMany_isMadeOnce() async throws {
        let (made, values) = try await onThread {
            let made = AtomicCell(0)
            let lazy = Lazy { made.add(1) }
            let threads = (0..<8).map { _ in NativeThread.spawn { lazy.value } }
            return (made.load(), threads.map { $0.join() } + [made.load()])
        }
        #expect(made <= 1)
        #expect(values == [Int](repeating: 1, count: 9))
    }

    @Test func value_notAskedFor_isNotMade() {
        let made = AtomicCell(0)
        let lazy = Lazy { made.add(1) }
        #expect(lazy.valueIfMade == nil)
        #expect(made.load() == 0)
        #expect(lazy.value == 1)
        #expect(lazy.valueIfMade == 1)
    }

    @Test func value_whoseMakingThrows_isMadeAnew() throws {
        let tries = AtomicCell(0)
        let lazy = Lazy { () throws(Failure) -> Int in
            if tries.add(1) == 1 { throw Failure() }
            return 42
        }
        #expect(throws: Failure.self) { try lazy.value }
        #expect(lazy.valueIfMade == nil)
        #expect(try lazy.value == 42)
        #expect(try lazy.value == 42)
        #expect(tries.load() == 2)
    }

    @Test func closure_isDestroyedOnceItHasMadeTheValue() {
        final class Life: Sendable {}
        weak var captured: Life?
        func make() -> Lazy<Int, Never> {
            let life = Life()
            captured = life
            return Lazy { withExtendedLifetime(life) { 1 } }
        }
        let lazy = make()
        #expect(captured != nil)
        #expect(lazy.value == 1)
        #expect(captured == nil)
    }

    @Test func value_thatAsksForItself_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let place = Locked<Lazy<Int, Never>?>(nil)
            let lazy = Lazy { place.withLock { $0 }?.value ?? 0 }
            place.withLock { $0 = lazy }
            _ = lazy.value
        }
        #expect(result.errorText.contains("was asked for by its own body"))
    }
}
