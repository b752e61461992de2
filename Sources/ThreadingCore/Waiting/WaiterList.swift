// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization

/// Threads that wait to be notified, the longest waiting first, generic over the word so that what
/// ships is what is explored.
///
/// A list of nodes on the waiters' stacks, each with a word of its own to sleep on, behind a small
/// lock. A sequence counter with one common word (Rust's way) is as fast with two processors, but it
/// wakes whomever the kernel likes, lets a thread that came later take the notification of one that
/// came earlier, and lets spurious wake-ups out; here a notification has an addressee, and a waiter
/// returns for no other reason than that or its deadline.
///
/// Safe to share: the two ends and all links are touched only under `guardWord`; they are atomics
/// with relaxed accesses because a constant stored property cannot change otherwise.
struct WaiterList<Word: WaitableWord & ~Copyable>: ~Copyable, @unchecked Sendable {
    typealias Node = UnsafeMutablePointer<WaitNode<Word>>

    private let guardWord = Word(0)
    private let guardStamp = Word(hint: 0)
    private let guardFair = Word(hint: 0)
    private let count = Word(0)
    private let pauseLimit = PauseLimit()
    private let first = Atomic<UInt>(0)
    private let last = Atomic<UInt>(0)

    enum End { case notified, moved, timedOut }

    /// Joins the list, calls `release`, and waits.
    ///
    /// `release` gives up the user's lock: whoever notifies under that lock afterwards finds this thread in
    /// the list.
    func wait(until deadline: Deadline, for reason: WaitReason, release: () -> Void) -> End {
        var node = WaitNode<Word>()
        return unsafe withUnsafeMutablePointer(to: &node) { node in
            withGuard { unsafe append(node) }
            release()
            return unsafe sleep(node, until: deadline, for: reason)
        }
    }

    private func sleep(_ node: Node, until deadline: Deadline, for reason: WaitReason) -> End {
        var deadline = deadline
        if !deadline.isImmediate {
            _ = Word.spin(pauseLimit) { unsafe node.pointee.flag.loadRelaxed() != WaitNode<Word>.spinning }
        }
        while true {
            // Acquiring: what the notifier did before is ours to read.
            switch unsafe node.pointee.flag.loadAcquiring() {
            case WaitNode<Word>.notified: return .notified
            case WaitNode<Word>.moved: return .moved
            case WaitNode<Word>.spinning:
                // Relaxed: it publishes nothing, and the notifier's exchange decides who was first.
                _ = unsafe node.pointee.flag.compareExchangeRelaxed(
                    expected: WaitNode<Word>.spinning,
                    desired: WaitNode<Word>.asleep
                )
            default:
                let outcome =
                    deadline.isImmediate
                    ? .timedOut
                    : unsafe node.pointee.flag.sleep(while: WaitNode<Word>.asleep, until: deadline, for: reason)
                guard case .timedOut = outcome else { continue }
                if withGuard({ unsafe remove(node) }) { return .timedOut }
                // A notifier has taken this node off the list and is about to write the flag. It won.
                deadline = .never
            }
        }
    }

    /// Whether anybody waits.
    ///
    /// Relaxed: a waiter counts itself before it releases the user's lock, so a notifier that has held that
    /// lock since sees it.
    var isEmpty: Bool { count.loadRelaxed() == 0 }

    /// Notifies the `limit` that have waited longest: wakes the first, and makes the others, which
    /// could only queue up for the lock that the caller holds, sleepers of that lock instead.
    func notify(_ limit: Int, lock: borrowing Word) {
        guard limit > 0, !isEmpty else { return }
        var chain = unsafe withGuard { unsafe detach(limit) }
        guard let first = unsafe chain else { return }
        unsafe chain = first.pointee.next
        // Releasing: what this thread did is the waiter's to read.
        if unsafe first.pointee.flag.exchangeReleasing(WaitNode<Word>.notified) == WaitNode<Word>.asleep {
            unsafe first.pointee.flag.wake(1)
        }
        guard unsafe chain != nil else { return }
        unsafe move(chain, to: lock)
    }

    private func move(_ chain: Node?, to lock: borrowing Word) {
        var chain = unsafe chain
        // Whoever holds the lock must know that it has sleepers. Relaxed: nothing is published.
        _ = lock.compareExchangeRelaxed(expected: 1, desired: 2)
        var moved: Int32 = 0
        while let node = unsafe chain {
            // Read before the exchange: after it the node may be gone.
            unsafe chain = node.pointee.next
            if unsafe node.pointee.flag.exchangeReleasing(WaitNode<Word>.moved) == WaitNode<Word>.asleep,
                unsafe node.pointee.flag.moveSleeper(while: WaitNode<Word>.moved, to: lock)
            {
                moved += 1
            }
        }
        // Had the caller not held the lock after all, its holder might have left without waking
        // those who came only now. With 2 in the word somebody still will.
        if moved > 0, lock.loadRelaxed() != 2 { lock.wake(moved) }
    }

    // MARK: The list, under its guard

    private func append(_ node: Node) {
        let tail = unsafe Node(bitPattern: last.load(ordering: .relaxed))
        unsafe node.pointee.previous = tail
        unsafe node.pointee.isLinked = true
        if let tail = unsafe tail {
            unsafe tail.pointee.next = node
        } else {
            first.store(UInt(bitPattern: node), ordering: .relaxed)
        }
        last.store(UInt(bitPattern: node), ordering: .relaxed)
        count.storeRelaxed(count.loadRelaxed() &+ 1)
    }

    /// Whether the node was still in the list.
    private func remove(_ node: Node) -> Bool {
        guard unsafe node.pointee.isLinked else { return false }
        unsafe node.pointee.isLinked = false
        let previous = unsafe node.pointee.previous
        let next = unsafe node.pointee.next
        if let previous = unsafe previous {
            unsafe previous.pointee.next = next
        } else {
            first.store(UInt(bitPattern: next), ordering: .relaxed)
        }
        if let next = unsafe next {
            unsafe next.pointee.previous = previous
        } else {
            last.store(UInt(bitPattern: previous), ordering: .relaxed)
        }
        count.storeRelaxed(count.loadRelaxed() &- 1)
        return true
    }

    /// Takes the first `limit` nodes off, linked by `next`.
    private func detach(_ limit: Int) -> Node? {
        let head = unsafe Node(bitPattern: first.load(ordering: .relaxed))
        var node = unsafe head
        var end: Node?
        var taken: UInt32 = 0
        while let current = unsafe node, Int(taken) < limit {
            unsafe current.pointee.isLinked = false
            unsafe end = current
            unsafe node = current.pointee.next
            taken += 1
        }
        unsafe end?.pointee.next = nil
        unsafe node?.pointee.previous = nil
        first.store(UInt(bitPattern: node), ordering: .relaxed)
        if unsafe node == nil { last.store(0, ordering: .relaxed) }
        count.storeRelaxed(count.loadRelaxed() &- taken)
        return unsafe head
    }

    private func withGuard<R>(_ body: () -> R) -> R {
        if !guardWord.compareExchangeAcquiring(expected: 0, desired: 1).exchanged {
            _ = LockAlgorithm.acquire(
                guardWord,
                stamp: guardStamp,
                until: .never,
                afterSleep: false,
                // No name: nobody waits here for longer than a few pointer writes.
                reason: WaitReason(.lock, object: 0)
            )
        }
        defer {
            if !guardWord.compareExchangeReleasing(expected: 1, desired: 0).exchanged {
                _ = LockAlgorithm.release(guardWord, fair: guardFair)
            }
        }
        return body()
    }
}
