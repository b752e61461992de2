// Part of swift-threading. Apache-2.0: see LICENSE.

@testable import ThreadingCore

/// A word without a kernel: a test says how each sleep ends and what happens just before an operation.
///
/// One thread uses it. «Another thread» is a change that the test makes to ``FakeState/value`` in a hook,
/// at exactly the point where it matters.
struct FakeWord: ~Copyable, WaitableWord {
    let state: FakeState

    init(_ value: UInt32) {
        state = FakeState(value)
    }

    static var looksBeforeSleep: Int { FutexWord.looksBeforeSleep }

    static func spin(_ limit: borrowing PauseLimit, until condition: () -> Bool) -> Bool {
        FutexWord.spin(limit, until: condition)
    }

    func loadRelaxed() -> UInt32 {
        state.note(.load)
        return state.read()
    }

    func loadAcquiring() -> UInt32 {
        state.note(.load)
        return state.read()
    }

    func storeRelaxed(_ value: UInt32) {
        state.note(.store(value))
        state.value = value
    }

    func exchangeReleasing(_ value: UInt32) -> UInt32 {
        state.note(.exchange(value))
        let old = state.value
        state.value = value
        return old
    }

    func compareExchangeAcquiring(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        state.compareExchange(expected, desired)
    }

    func compareExchangeReleasing(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        state.compareExchange(expected, desired)
    }

    func compareExchangeRelaxed(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        state.compareExchange(expected, desired)
    }

    func sleep(while expected: UInt32, until deadline: Deadline, for reason: WaitReason) -> WaitOutcome {
        state.note(.sleep(expected))
        return state.sleep(expected)
    }

    func wake(_ count: Int32) -> Int32 {
        state.note(.wake(count))
        return state.wake(count)
    }

    func moveSleeper(while expected: UInt32, to target: borrowing FakeWord) -> Bool {
        state.note(.move(expected))
        return state.value == expected
    }
}

/// What a ``FakeWord`` holds, what was done to it, and what the test wants to happen.
final class FakeState {
    enum Operation: Equatable {
        case load, store(UInt32), exchange(UInt32)
        case replace(UInt32, with: UInt32)
        case sleep(UInt32), wake(Int32), move(UInt32)
    }

    var value: UInt32

    /// Everything but loads.
    private(set) var log: [Operation] = []
    private(set) var loads = 0

    /// What happens just before an operation, in the place of another thread.
    var before: (Operation, FakeState) -> Void = { _, _ in }
    /// What a load reads; the value if the test has no other wish.
    var reading: ((FakeState) -> UInt32)?
    /// How each sleep ends.
    ///
    /// One sleep more is a mistake of the algorithm.
    var sleeps: [(FakeState) -> WaitOutcome] = []
    /// How many each wake finds; nobody when the list is at its end.
    var sleepers: [Int32] = []

    init(_ value: UInt32) {
        self.value = value
    }

    func note(_ operation: Operation) {
        before(operation, self)
        if operation == .load { loads += 1 } else { log.append(operation) }
    }

    func read() -> UInt32 { reading?(self) ?? value }

    func compareExchange(_ expected: UInt32, _ desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        note(.replace(expected, with: desired))
        let old = value
        if old == expected { value = desired }
        return (old == expected, old)
    }

    func sleep(_ expected: UInt32) -> WaitOutcome {
        guard value == expected else { return .lookAgain }
        precondition(!sleeps.isEmpty, "the algorithm sleeps once more than the test expects")
        return sleeps.removeFirst()(self)
    }

    func wake(_ count: Int32) -> Int32 { sleepers.isEmpty ? 0 : min(count, sleepers.removeFirst()) }

    /// How often the algorithm went to sleep, and on what.
    var slept: [UInt32] {
        log.compactMap { operation in
            guard case .sleep(let value) = operation else { return nil }
            return value
        }
    }

    /// How many the algorithm asked to be woken, call by call.
    var woke: [Int32] {
        log.compactMap { operation in
            guard case .wake(let count) = operation else { return nil }
            return count
        }
    }
}
