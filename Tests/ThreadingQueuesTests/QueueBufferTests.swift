// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingCore
@testable import ThreadingQueues

/// The buffers without a lock: that queues have them, and what is in their memory.
@Suite struct QueueBufferTests {
    private typealias Ring<Element> = RingBuffer<Element, Atomic<Int>>
    private typealias List<Element> = ListBuffer<Element, Atomic<Int>>

    private static func take<Element>(_ buffer: some QueueBuffer<Element>) -> Element? {
        if case .element(let element) = buffer.tryTake() { element } else { nil }
    }

    private static func puts<Element>(_ element: consuming Element, into buffer: some QueueBuffer<Element>) -> Bool {
        if case .put = buffer.tryPut(element) { true } else { false }
    }

    /// Fills the buffer and empties it, again and again, so that every place is used at every turn.
    private static func turns<Element: Equatable>(_ buffer: some QueueBuffer<Element>, _ elements: [Element]) -> Bool {
        (0..<5).allSatisfy { _ in
            elements.allSatisfy { puts($0, into: buffer) } && elements.allSatisfy { take(buffer) == $0 }
        }
    }

    /// Q1, Q2: a small queue is a ring, and one without a capacity a chain of blocks.
    @Test func init_ofAQueue_choosesTheBuffer() {
        #expect(BlockingQueue<Int>(capacity: 1).ring != nil)
        #expect(BlockingQueue<Int>(capacity: 1 << 16).ring != nil)
        #expect(BlockingQueue<Int>().list != nil)
        #expect(BlockingStack<Int>().ring == nil && BlockingStack<Int>().list == nil)
    }

    /// Q2: a capacity that is only an emergency brake takes no memory for it.
    @Test(arguments: [1 << 24, .max]) func init_withAHugeCapacity_takesNoMemoryForIt(capacity: Int) throws {
        let queue = BlockingQueue<Int>(capacity: capacity)
        #expect(queue.ring == nil && queue.list == nil)
        #expect(try queue.putIfAvailable(7))
        #expect(try queue.getIfAvailable() == 7)
    }

    /// Q1, Q2: exactly as many as the capacity, at each of its places.
    @Test(arguments: [1, 2, 3, 4, 5, 64, 100]) func ring_ofACapacity_holdsExactlyAsMany(capacity: Int) {
        let ring = Ring<Int>(capacity: capacity)
        for turn in 0..<2 * capacity + 1 {
            for number in 0..<capacity { #expect(Self.puts(number, into: ring)) }
            #expect(!Self.puts(-1, into: ring))
            #expect(ring.count == capacity && !ring.isReadyToPut && ring.isReadyToTake)
            for number in 0..<capacity { #expect(Self.take(ring) == number) }
            #expect(Self.take(ring) == nil)
            #expect(ring.count == 0 && ring.isReadyToPut && !ring.isReadyToTake)
            #expect(ring.putCount == (turn + 1) * capacity + turn)
            // One further at each turn.
            #expect(Self.puts(0, into: ring) && Self.take(ring) == 0)
        }
    }

    /// Q1: blocks are used again when they were read, and made when they were not.
    @Test func list_thatIsEmptiedAgain_usesItsBlocksAgain() {
        let list = List<Int>(places: 8)
        for number in 0..<1_000 {
            #expect(Self.puts(number, into: list) && Self.take(list) == number)
        }
        #expect(list.blockCount <= 2)
        for number in 0..<70 { #expect(Self.puts(number, into: list)) }
        #expect(list.count == 70 && list.putCount == 1_070)
        let most = list.blockCount
        for number in 0..<70 { #expect(Self.take(list) == number) }
        #expect(Self.turns(list, Array(0..<60)))
        #expect(list.blockCount <= most)
    }

    /// Q1: each element is where its type wants it, whatever its size and alignment.
    @Test(arguments: [1, 2, 3, 7]) func elements_ofEachSizeAndAlignment_areWhole(capacity: Int) {
        let wide = (0..<capacity).map { SIMD16<Float>(repeating: Float($0)) }
        #expect(Self.turns(Ring(capacity: capacity), wide))
        #expect(Self.turns(List(places: 4), wide))
        let bytes = (0..<capacity).map { UInt8($0) }
        #expect(Self.turns(Ring(capacity: capacity), bytes))
        #expect(Self.turns(List(places: 4), bytes))
        let texts = (0..<capacity).map { "a text that is too long to be kept in place \($0)" }
        #expect(Self.turns(Ring(capacity: capacity), texts))
        #expect(Self.turns(List(places: 4), texts))
        // What takes no memory at all.
        let nothings = (0..<capacity).map { _ in Nothing() }
        #expect(Self.turns(Ring(capacity: capacity), nothings))
        #expect(Self.turns(List(places: 4), nothings))
    }

    private struct Nothing: Equatable {}

    /// Q3, Q8: what is left goes with the buffer, from the middle of a lap and over several blocks.
    @Test func deinit_withElementsLeft_destroysEachOnce() {
        let counter = LifeCounter()
        do {
            let ring = Ring<LifeCounter.Counted>(capacity: 5)
            let list = List<LifeCounter.Counted>(places: 4)
            for _ in 0..<3 { #expect(Self.puts(counter.makeObject(), into: ring) && Self.take(ring) != nil) }
            for _ in 0..<4 { #expect(Self.puts(counter.makeObject(), into: ring)) }
            for _ in 0..<20 { #expect(Self.puts(counter.makeObject(), into: list)) }
            for _ in 0..<7 { #expect(Self.take(list) != nil) }
            #expect(counter.living == 17)
        }
        #expect(counter.living == 0)
    }

    /// Q3, Q8: what threads pass on, leave behind and put in vain, is destroyed once, all of it.
    @Test(arguments: [1, 3, 64, nil] as [Int?])
    func close_betweenManyThreads_leavesNoObjectAlive(capacity: Int?) async throws {
        let counter = LifeCounter()
        let passed = try await onThread {
            let queue = BlockingQueue<LifeCounter.Counted>(capacity: capacity)
            let passed = Locked(0)
            let isHalfWay = Event()
            let takers = (0..<4).map { _ in
                NativeThread.spawn {
                    for object in queue {
                        object.payload += 1
                        let count = passed.withLock { count in
                            count += 1
                            return count
                        }
                        if count == 2_000 { isHalfWay.set() }
                    }
                }
            }
            let putters = (0..<4).map { turn in
                NativeThread.spawn {
                    do {
                        while true {
                            if turn == 0 {
                                _ = try queue.put(counter.makeObject(), for: .microseconds(20))
                            } else {
                                try queue.put(counter.makeObject())
                            }
                        }
                    } catch {
                        // Closed.
                    }
                }
            }
            isHalfWay.wait()
            queue.closeImmediately()
            for thread in takers + putters { thread.join() }
            return passed.withLock { $0 }
        }
        #expect(passed >= 2_000)
        #expect(counter.living == 0)
    }
}
