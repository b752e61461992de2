// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Where those who put and those who take meet: a ``Rendezvous`` without its elements, generic over the word that
/// waiting threads sleep on, so that what ships is what is explored.
///
/// **Algorithm.** A lock, and a list of those who wait for each side. Who comes looks at the other side's, and takes the
/// one off that has waited longest, or joins its own. The lock is held for a few pointer writes: the element goes from
/// one to the other after it is released, and so does the wake-up. Who waits looks at a word of its own, where it is in
/// nobody's way, and sleeps on it.
///
/// A node may be one of several that a ``Selection`` has in different queues. So whoever takes it off claims it first;
/// one whose claim is somebody else's is passed over. A task waits by a claim, too, and so does a thread that an
/// explorer runs, which sees every step of a claim.
///
/// **Why no wake-up is lost.** Who takes a node off, under the lock, owes it a last exchange of its word. A thread goes
/// to sleep by an exchange of the same word, so one of the two sees the other's. A thread that gives up takes itself
/// off under the lock; if it is off already, it waits for that last exchange, which comes soon.
///
/// **Lock order**: of places, by their addresses; then of a claim.
@safe
final class MeetingPlace<Word: MeetingWord & ~Copyable>: @unchecked Sendable {
    // Unchecked: all are constants; what `sides` points to is guarded by the lock, and both live as long as this.
    // Safe: see `MeetingNode`.

    typealias Node = UnsafeMutablePointer<MeetingNode<Word>>

    private let pauseLimit = PauseLimit()

    /// Whether threads wait by claims.
    private let areExplored: Bool

    /// Notified of each that comes to put and waits.
    let elementCame = QueueEvent()

    /// What all change who come: a lock and, behind it, what it guards, on one cache line.
    ///
    /// Away from what they only look at.
    private let lockWord: UnsafeMutablePointer<LockWord>
    private let sides: UnsafeMutablePointer<MeetingSides<Word>>

    /// - Parameter areExplored: whether threads wait by claims; those of an exploration do.
    init(areExplored: Bool = Seam.current != nil) {
        self.areExplored = areExplored
        // Two lines, since processors fetch them in pairs.
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 128, alignment: 128)
        unsafe lockWord = memory.initializeMemory(as: LockWord.self, to: LockWord())
        let behind = unsafe UnsafeMutableRawPointer(lockWord + 1).alignedUp(for: MeetingSides<Word>.self)
        unsafe sides = behind.initializeMemory(as: MeetingSides<Word>.self, to: MeetingSides())
    }

    deinit {
        unsafe sides.deinitialize(count: 1)
        unsafe lockWord.deinitialize(count: 1)
        unsafe lockWord.deallocate()
    }

    var identity: UInt { unsafe lockWord.pointee.identity }

    func lock() { unsafe lockWord.pointee.lock() }
    func unlock() { unsafe lockWord.pointee.unlock() }

    // MARK: Meeting

    /// Finds somebody of the other side, or waits for somebody.
    ///
    /// - Parameters:
    ///   - side: what the caller does.
    ///   - memory: for a node, should the caller have to wait; the element that it gives, or room for one, is where the
    ///     partner finds it from there. See ``RendezvousFrame``.
    ///   - deadline: when to give up.
    /// - Returns: whether they have met, and what is left to be done.
    func meet(_ side: MeetingSide, in memory: UnsafeMutableRawPointer, until deadline: Deadline) -> Meeting {
        lock()
        switch meetLocked(side) {
        case .late where !deadline.isImmediate:
            return unsafe waitLocked(side, in: memory, until: deadline)
        case let meeting:
            unlock()
            return meeting
        }
    }

    /// The same without waiting; the caller has the lock.
    func meetLocked(_ side: MeetingSide) -> Meeting {
        if unsafe sides.pointee.isClosed { return .closed }
        while let partner = unsafe sides.pointee.popFirst(of: side.other) {
            if let claim = unsafe partner.pointee.claim, unsafe !claim.claim(partner.pointee.number) { continue }
            unsafe sides.pointee.meetings += 1
            return unsafe .partner(UnsafeMutableRawPointer(partner))
        }
        return .late
    }

    /// The last thing that is done to a node that was taken off.
    func finish(_ node: UnsafeMutableRawPointer, as end: UInt32 = MeetingNode<Word>.met) {
        let node = unsafe node.assumingMemoryBound(to: MeetingNode<Word>.self)
        if let claim = unsafe node.pointee.claim {
            // Relaxed: published by the claim.
            unsafe node.pointee.word.storeRelaxed(end)
            claim.finish()
            return
        }
        // Releasing: what this thread did with the element, and before, is the other's to see.
        if unsafe node.pointee.word.exchangeReleasing(end) == MeetingNode<Word>.asleep {
            unsafe node.pointee.word.wake(1)
        }
    }

    // MARK: Waiting

    /// The caller has the lock, which is released.
    @inline(never)
    private func waitLocked(_ side: MeetingSide, in memory: UnsafeMutableRawPointer, until deadline: Deadline)
        -> Meeting
    {
        let claim = areExplored ? SelectClaim(identity: identity) : nil
        let node = unsafe memory.initializeMemory(as: MeetingNode<Word>.self, to: MeetingNode(claim))
        defer { unsafe node.deinitialize(count: 1) }
        unsafe add(node, side)
        unlock()
        if side == .putters { elementCame.notify() }
        guard let claim else { return unsafe sleep(node, side, until: deadline) }
        claim.wait(until: deadline)
        return unsafe leave(node, side)
    }

    private func sleep(_ node: Node, _ side: MeetingSide, until deadline: Deadline) -> Meeting {
        var deadline = deadline
        if Word.looksBeforeSleep > 1 {
            pauseLimit.pass { unsafe node.pointee.word.loadRelaxed() != MeetingNode<Word>.waits }
        }
        while true {
            // Acquiring: what the partner did is the caller's to read.
            switch unsafe node.pointee.word.loadAcquiring() {
            case MeetingNode<Word>.met: return .met
            case MeetingNode<Word>.turnedAway: return .closed
            case MeetingNode<Word>.waits:
                // Relaxed: it publishes nothing, and the partner's exchange decides who was first.
                _ = unsafe node.pointee.word.compareExchangeRelaxed(
                    expected: MeetingNode<Word>.waits,
                    desired: MeetingNode<Word>.asleep
                )
            default:
                let reason = WaitReason(.queue, object: identity)
                let outcome = unsafe node.pointee.word.sleep(
                    while: MeetingNode<Word>.asleep,
                    until: deadline,
                    for: reason
                )
                guard case .timedOut = outcome else { continue }
                if unsafe remove(node, side) { return .late }
                // Somebody has taken this node off, and is about to finish it.
                deadline = .never
            }
        }
    }

    /// Ends a wait by a claim.
    func leave(_ node: Node, _ side: MeetingSide) -> Meeting {
        guard let claim = unsafe node.pointee.claim, claim.end() != nil else {
            unsafe remove(node, side)
            return .late
        }
        // Relaxed: acquired by the claim.
        return unsafe node.pointee.word.loadRelaxed() == MeetingNode<Word>.met ? .met : .closed
    }

    /// Joins those who wait; the caller has the lock.
    func add(_ node: Node, _ side: MeetingSide) { unsafe sides.pointee.append(node, to: side) }

    /// Whether it was still among those who wait.
    @discardableResult
    func remove(_ node: Node, _ side: MeetingSide) -> Bool {
        locked { unsafe sides.pointee.remove(node, from: side) }
    }

    // MARK: The end, and questions

    func close() {
        lock()
        unsafe sides.pointee.isClosed = true
        var (first, last) = unsafe (Node?.none, Node?.none)
        while let node = unsafe sides.pointee.popFirst(of: .putters) ?? sides.pointee.popFirst(of: .takers) {
            // Under the lock: a node whose claim is somebody else's may be gone right after.
            if let claim = unsafe node.pointee.claim, unsafe !claim.claim(node.pointee.number) { continue }
            unsafe node.pointee.next = nil
            if let last = unsafe last { unsafe last.pointee.next = node } else { unsafe first = node }
            unsafe last = node
        }
        unlock()
        while let node = unsafe first {
            unsafe first = node.pointee.next
            unsafe finish(node, as: MeetingNode<Word>.turnedAway)
        }
        elementCame.notifyAll()
    }

    var isClosed: Bool { locked { unsafe sides.pointee.isClosed } }

    /// Whether who comes to a side would not have to wait.
    func isReady(_ side: MeetingSide) -> Bool {
        locked { unsafe sides.pointee.isClosed || !sides.pointee.isEmpty(side.other) }
    }

    var meetingCount: Int { locked { unsafe sides.pointee.meetings } }

    private func locked<R>(_ body: () -> R) -> R {
        lock()
        defer { unlock() }
        return body()
    }
}
