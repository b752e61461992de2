// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// One who waits for one of several operations, of which one is to happen.
///
///     waiting → claimed(case) → done(case)    somebody on the other side of a rendezvous does the operation
///     waiting → over                          it has given up, or does an operation itself
///
/// A hint says that a queue has changed, and changes no state: whoever waits looks again.
final class SelectClaim: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.
    private enum State {
        case waiting
        case claimed(Int)
        case done(Int)
        case over
    }

    private let lock = LockWord()
    private let turn: WaiterQueue
    private var state = State.waiting
    private var isHinted = false
    private var continuation: CheckedContinuation<Void, Never>?

    /// - Parameter identity: what observers call the object that is waited for; zero for the claim itself.
    init(identity: UInt = 0) {
        turn = WaiterQueue(.queue, identity: identity)
    }

    // MARK: For the other side

    /// Whether the operation is the caller's to do; ``finish()`` follows.
    func claim(_ number: Int) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        guard case .waiting = state else { return false }
        state = .claimed(number)
        return true
    }

    func finish() {
        wake {
            if case .claimed(let number) = state { state = .done(number) }
        }
    }

    func hint() {
        wake { isHinted = true }
    }

    private func wake(_ step: () -> Void) {
        lock.lock()
        step()
        turn.notify(holding: lock)
        let suspended = continuation
        continuation = nil
        lock.unlock()
        suspended?.resume()
    }

    // MARK: For the one who waits

    /// Waits for an operation to be done, or for a hint; false at the deadline.
    @discardableResult
    func wait(until deadline: Deadline) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        while isIdle {
            if !turn.wait(releasing: lock, until: deadline) { return !isIdle }
        }
        return true
    }

    /// The same for a task.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { suspended in
                lock.lock()
                let isIdle = isIdle
                if isIdle { continuation = suspended }
                lock.unlock()
                if !isIdle { suspended.resume() }
            }
        } onCancel: {
            hint()
        }
    }

    private var isIdle: Bool {
        if case .done = state { return false }
        return !isHinted
    }

    /// Which operation was done; nil if none was, and none will be from now on.
    func end() -> Int? {
        lock.lock()
        defer { lock.unlock() }
        while true {
            switch state {
            case .waiting, .over:
                state = .over
                return nil
            case .claimed:
                // The other side is between two steps, with no lock but the queue's.
                _ = turn.wait(releasing: lock, until: .never)
            case .done(let number):
                return number
            }
        }
    }
}
