// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// The threads of a pool that fork, and those that come to help them.
///
/// Forks need no threads of their own. A thread that has pushed a half looks whether anybody could help. They
/// are of two kinds. Threads that wait for a stolen half of theirs are *parked*, and are woken. Threads of the pool
/// that have nothing to do are *called*: a piece of work is submitted to the pool as everybody's is, and
/// steals until there is nothing left. So a pool whose threads are busy with other work is not disturbed, one that
/// has not started its threads yet starts them, and threads without work sleep where the pool has them sleep.
///
/// **Why no fork is overlooked.** Whoever stops looking says in each seat that somebody could help, then passes the heavy fence, and
/// then looks at every deque again. Whoever forks pushes, passes the light fence, and reads that. So one of them
/// sees the other.
///
/// **Why no end is overlooked.** A thief marks a record as done, then takes the lock and rings for its owner if it is
/// parked. The owner parks under the lock, then looks at the mark.
final class ForkTeam: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.

    private let workers: PoolWorkers
    private var seats: [ForkSeat] = []

    private let lock = LockWord(isExplorable: false)
    private var free: [ForkSeat] = []
    private var parked: [ForkSeat] = []

    /// Helpers that may be called.
    ///
    /// One fewer than there are threads: one of them is whom they help.
    private var callable: Int

    /// Helpers that the pool did not take, to be called again in the next outermost fork.
    private var refused = 0

    /// How many are parked or may be called; whether there are any is written down in each seat.
    private var available: Int

    /// - Parameters:
    ///   - workers: those of the pool.
    ///   - pool: the pool, which is only compared.
    init(of workers: PoolWorkers, for pool: UInt) {
        AsymmetricFence.prepare()
        self.workers = workers
        let count = min(workers.withLock { workers.counts.maximum }, Self.mostSeats)
        callable = count - 1
        available = 0
        let hasShortWay = AsymmetricFence.isExpedited && workers.options.inherited.isEmpty
        seats = (0..<count).map { _ in ForkSeat(team: self, of: pool, hasShortWay: hasShortWay) }
        free = seats
        countAvailable(callable)
    }

    /// A thief looks at them all.
    ///
    /// As many as the pool has threads when it first forks; a pool that is made greater later
    /// forks on as many as before.
    private static let mostSeats = 64

    // MARK: Seats

    /// Does the body in a seat, if there is one left; whether there was.
    func withSeat(_ body: (ForkSeat) -> Void) -> Bool {
        lock.lock()
        change(&callable, by: refused)
        refused = 0
        let seat = free.popLast()
        lock.unlock()
        guard let seat else { return false }
        seat.occupy { body(seat) }
        lock.lock()
        free.append(seat)
        lock.unlock()
        return true
    }

    // MARK: Those who fork

    /// Something was pushed: has somebody come for it, if there is anybody.
    func callSomebody() {
        lock.lock()
        if let seat = parked.popLast() {
            countAvailable(-1)
            lock.unlock()
            _ = seat.bell.give(1, limit: .max)
        } else if callable > 0 {
            change(&callable, by: -1)
            lock.unlock()
            // Not bounded: it brings no work of its own, and the one who calls is not to wait.
            workers.submit(ForkCall(of: self), isBounded: false)
        } else {
            lock.unlock()
        }
    }

    /// The caller holds the lock.
    private func change(_ number: inout Int, by difference: Int) {
        number += difference
        countAvailable(difference)
    }

    /// The caller holds the lock.
    private func countAvailable(_ difference: Int) {
        let wasOffered = available > 0
        available += difference
        let isOffered = available > 0
        if isOffered == wasOffered { return }
        // Relaxed: whom it matters to passes a fence.
        for seat in seats { unsafe seat.deque.place.pointee.isOffered.storeRelaxed(isOffered ? 1 : 0) }
    }

    // MARK: Those who steal

    /// Steals what there is and does it; whether there was anything.
    private func helpOnce() -> Bool {
        for seat in seats {
            while true {
                let theft = seat.deque.steal()
                if case .stolen(let entry) = theft {
                    unsafe finish(UnsafeMutablePointer(bitPattern: entry), of: seat)
                    return true
                }
                if theft == .empty { break }
            }
        }
        return false
    }

    private func finish(_ record: UnsafeMutablePointer<ForkRecord>?, of owner: ForkSeat) {
        guard let record = unsafe record else { Misuse.stop("nothing was stolen") }
        unsafe record.pointee.half.call(record)
        // Releasing: what the work did is the owner's to read. From here on the record may be gone.
        unsafe record.pointee.isDone.store(true, ordering: .releasing)
        ring(owner)
    }

    private func ring(_ seat: ForkSeat) {
        if unpark(seat) { _ = seat.bell.give(1, limit: .max) }
    }

    private var looksFilled: Bool { seats.contains { $0.deque.looksFilled } }

    /// How often in a row one may see something to steal and not get it, before one stops to look.
    private static let mostFailures = 4

    /// Helps until the stolen record is done, and sleeps where there is nothing to help with.
    func wait(for record: UnsafeMutablePointer<ForkRecord>, at seat: ForkSeat) {
        // Acquiring: what the thief did is the caller's to read.
        var isDone: Bool { unsafe record.pointee.isDone.load(ordering: .acquiring) }
        var failures = 0
        while !isDone {
            if helpOnce() {
                failures = 0
                continue
            }
            failures += 1
            if failures < Self.mostFailures, Spin.until({ isDone || looksFilled }) { continue }
            failures = 0
            park(seat, unless: { isDone })
        }
    }

    private func park(_ seat: ForkSeat, unless isDone: () -> Bool) {
        lock.lock()
        parked.append(seat)
        countAvailable(1)
        lock.unlock()
        // Without a fence there is nothing to be stolen, and only the end of the own record is waited for.
        if isDone() || (AsymmetricFence.heavy() && looksFilled), unpark(seat) { return }
        // Whoever took it from the list rings, or has rung.
        _ = seat.bell.take(until: .never)
    }

    /// Takes the seat from those that are parked; whether it was one.
    private func unpark(_ seat: ForkSeat) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        guard let index = parked.firstIndex(where: { $0 === seat }) else { return false }
        parked.remove(at: index)
        countAvailable(-1)
        return true
    }

    /// What a helper does that was called: steals until there is nothing left.
    func help() {
        _ = withSeat { _ in
            repeat {
                var failures = 0
                while failures < Self.mostFailures {
                    if helpOnce() { failures = 0 } else if Spin.until({ looksFilled }) { failures += 1 } else { break }
                }
            } while !leave()
        }
    }

    /// Lets others call a helper again; false if there is something to be done after all, and it is for the caller.
    private func leave() -> Bool {
        lock.lock()
        change(&callable, by: 1)
        lock.unlock()
        guard AsymmetricFence.heavy(), looksFilled else { return true }
        lock.lock()
        defer { lock.unlock() }
        // Somebody has called another meanwhile.
        guard callable > 0 else { return true }
        change(&callable, by: -1)
        return false
    }

    /// The pool did not take a helper.
    func noteRefusal() {
        lock.lock()
        refused += 1
        lock.unlock()
    }
}
