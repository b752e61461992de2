// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import ThreadingQueues

/// Elements of different sizes and alignments, which lie on a node's cache line or begin there.
@Suite struct RendezvousElementTests {
    private struct Large: Equatable, Sendable {
        var lines = [1: "first"]
        var numbers: InlineArray<200, Int>

        init(_ number: Int) { numbers = InlineArray(repeating: number) }

        static func == (one: Self, other: Self) -> Bool {
            one.lines == other.lines && one.numbers.indices.allSatisfy { one.numbers[$0] == other.numbers[$0] }
        }
    }

    /// From one who waits to one who comes, and from one who comes to one who waits.
    private func handOver<Element: Equatable & Sendable>(_ element: Element) async throws -> [Element] {
        try await onThread {
            let queue = BlockingQueue<Element>(capacity: 0)
            let putter = NativeThread.spawn { try queue.put(element) }
            waitUntilAsleepOrEnded(putter, on: .queue)
            let first = try queue.get()
            try putter.join()
            let getter = NativeThread.spawn { try queue.get() }
            waitUntilAsleepOrEnded(getter, on: .queue)
            try queue.put(first)
            return [first, try getter.join()]
        }
    }

    @Test func elements_ofAnySize_areHandedOverWhole() async throws {
        #expect(try await handOver(UInt8(7)) == [7, 7])
        #expect(try await handOver(Int?.none) == [nil, nil])
        let string = String(repeating: "x", count: 40)
        #expect(try await handOver(string) == [string, string])
        #expect(try await handOver(SIMD8<Double>(repeating: 3)) == Array(repeating: SIMD8(repeating: 3), count: 2))
        #expect(try await handOver(SIMD64<UInt8>(repeating: 4)) == Array(repeating: SIMD64(repeating: 4), count: 2))
        #expect(try await handOver(Large(5)) == [Large(5), Large(5)])
    }

    @Test func elements_ofAnySize_areHandedOverByTasks_orGivenBack() async throws {
        let queue = BlockingQueue<Large>(capacity: 0)
        let getter = Task { try await queue.get() }
        try await onThread { try queue.put(Large(1)) }
        #expect(try await getter.value == Large(1))
        let putter = Task { try await queue.put(Large(2)) }
        #expect(try await onThread { try queue.get() } == Large(2))
        try await putter.value
        #expect(try await onThread { try queue.put(Large(3), for: .zero) } == false)
        #expect(try queue.getIfAvailable() == nil)
    }

    @Test func frames_beginOnALine_andKeepTheElementsAlignment() {
        func check<Element: Equatable>(_ element: Element, distance: Int) {
            RendezvousFrame.with(element) { frame in
                #expect(unsafe UInt(bitPattern: frame.node) % 64 == 0)
                #expect(unsafe UInt(bitPattern: frame.slot) % UInt(MemoryLayout<Element>.alignment) == 0)
                #expect(unsafe UnsafeMutableRawPointer(frame.slot) - frame.node == distance)
                #expect(unsafe frame.slot.move() == element)
            }
        }
        check(UInt8(1), distance: 40)
        check(2, distance: 40)
        check(SIMD2<Double>(3, 4), distance: 48)
    }
}
