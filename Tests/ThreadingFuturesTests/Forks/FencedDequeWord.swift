// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization

@testable import ThreadingFutures

/// A word of a deque with a full fence on both sides: what ships where the kernel has none to offer.
struct FencedDequeWord: ~Copyable, DequeWord {
    private let word: AtomicDequeWord

    init(_ value: Int) { word = AtomicDequeWord(value) }

    func loadRelaxed() -> Int { word.loadRelaxed() }
    func loadAcquiring() -> Int { word.loadAcquiring() }
    func storeRelaxed(_ value: Int) { word.storeRelaxed(value) }
    func storeReleasing(_ value: Int) { word.storeReleasing(value) }

    func compareExchange(expected: Int, desired: Int) -> Bool {
        word.compareExchange(expected: expected, desired: desired)
    }

    static func ownerFence() { atomicMemoryFence(ordering: .sequentiallyConsistent) }

    static func wholeOwnerFence() { ownerFence() }

    static func thiefFence() -> Bool {
        atomicMemoryFence(ordering: .sequentiallyConsistent)
        return true
    }
}
