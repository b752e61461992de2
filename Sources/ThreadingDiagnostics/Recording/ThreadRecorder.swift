// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import Threading
internal import ThreadingCore

/// The observer behind dumps and checks: has each thread write down what it waits for and holds.
///
/// One for the process, hung in while somebody uses it. It never waits for anything that is observed: its locks are those
/// of its own book-keeping, and what it does for them is not observed (``ObserverCall``).
final class ThreadRecorder: Observer, @unchecked Sendable {
    // Unchecked: every `var` is guarded by `guardWord`.

    static let shared = ThreadRecorder()

    enum Use: Sendable { case recording, lockOrder }

    let orders = LockOrderChecker()

    /// Zero if nobody uses it.
    ///
    /// What was written down under another number counts for nothing: the recorder may not
    /// have been told how that went on.
    private let currentSession = Atomic<UInt64>(0)

    private let guardWord = LockWord(isExplorable: false)
    private var uses: Set<Use> = []
    private var lastSession: UInt64 = 0

    /// By address.
    ///
    /// What is not a lock may be gone; then something else of the same kind may bear its name.
    private var names: [UInt: String] = [:]

    /// Locks that are held though their holders have ended.
    private var leftHeld: [UInt: ThreadIdentity] = [:]

    private init() {}

    // MARK: Who uses it

    func isUsed(for use: Use) -> Bool { withGuard { uses.contains(use) } }

    func use(_ isUsed: Bool, for use: Use) {
        // Two that switch at once must not end with a recorder that hangs and is not used.
        withGuard {
            let wasIdle = uses.isEmpty
            if isUsed { uses.insert(use) } else { uses.remove(use) }
            guard wasIdle != uses.isEmpty else { return }
            if wasIdle { begin() } else { end() }
        }
    }

    private func begin() {
        lastSession += 1
        // Relaxed, here and below: whoever sees the old number writes down what nobody will read.
        currentSession.store(lastSession, ordering: .relaxed)
        TrackingSwitch.shared.retain()
        Observation.install(self)
    }

    private func end() {
        Observation.remove(self)
        TrackingSwitch.shared.release()
        currentSession.store(0, ordering: .relaxed)
        names = [:]
        leftHeld = [:]
    }

    // MARK: What is known

    var session: UInt64 { currentSession.load(ordering: .relaxed) }

    /// What a thread does now, as far as it was written down.
    func look(at thread: NativeThread) -> ThreadRecord.Look {
        let session = session
        guard session != 0, let record = Self.record(of: thread) else { return ThreadRecord.Look() }
        return record.look(session: session)
    }

    func name(of object: UInt) -> String? { withGuard { names[object] } }

    func holderThatHasEnded(of lock: UInt) -> ThreadIdentity? { withGuard { leftHeld[lock] } }

    // MARK: What threads tell

    func willSleep(_ reason: WaitReason, until deadline: Deadline) {
        // A thread without a record may be waiting for the very lock that it takes to get one.
        withRecord(makingOne: reason.kind != .lock) { $0.willSleep(reason, until: deadline, session: $1) }
    }

    func didWake(_ reason: WaitReason) {
        withRecord(makingOne: false) { $0.didWake(session: $1) }
    }

    func threadWillEnd() {
        withRecord(makingOne: false) { record, session in
            let left = record.heldLocks(session: session)
            guard !left.isEmpty else { return }
            let thread = ThreadIdentity(NativeThread.current)
            withGuard {
                for lock in left { leftHeld[lock] = thread }
            }
        }
    }

    func willTryLock(_ lock: UInt, until deadline: Deadline) {
        // Who only tries, or gives up in the end, does not wait for ever for any order's sake.
        guard orders.isOn, deadline.nanoseconds == .max else { return }
        var violations: [LockOrderViolation] = []
        withRecord { record, session in
            guard !record.isReporting else { return }
            violations = orders.check(lock, heldBy: record, session: session)
        }
        guard !violations.isEmpty else { return }
        // Not in the call of an observer: it is the user's code, whose own locks are observed.
        let record = Self.record(of: NativeThread.current)
        record?.isReporting = true
        orders.report(violations)
        record?.isReporting = false
    }

    func willLock(_ lock: UInt, until deadline: Deadline) {
        withRecord { $0.willLock(lock, until: deadline, session: $1) }
    }

    func didLock(_ lock: UInt, wasTaken: Bool) {
        withRecord { $0.didLock(lock, wasTaken: wasTaken, session: $1) }
    }

    func willUnlock(_ lock: UInt) {
        withRecord { record, session in
            if !record.release(lock, session: session) { releaseForAnother(lock, session) }
        }
    }

    func lockWillEnd(_ lock: UInt, isHeld: Bool) {
        let session = session
        guard session != 0, Seam.current == nil else { return }
        ObserverCall.run {
            // Whoever held it holds nothing of the next lock that comes to be here.
            if isHeld { releaseForAnother(lock, session) }
            withGuard { names[lock] = nil }
            orders.forget(lock)
        }
    }

    /// What is at the address is called so from now on.
    func object(_ object: UInt, isCalled name: String) {
        // Nobody would tell of the object's end.
        guard session != 0 else { return }
        withGuard { names[object] = name }
    }

    /// A lock has no owner, so any thread may release it: then who holds it has to be looked for.
    private func releaseForAnother(_ lock: UInt, _ session: UInt64) {
        for thread in NativeThread.all {
            if Self.record(of: thread)?.release(lock, session: session) == true { return }
        }
        withGuard { leftHeld[lock] = nil }
    }

    // MARK: Records

    /// Runs the body with the calling thread's record, if there is one or may be one.
    private func withRecord(makingOne: Bool = true, _ body: (ThreadRecord, _ session: UInt64) -> Void) {
        let session = session
        // What an explorer runs is no part of the process's life.
        guard session != 0, Seam.current == nil else { return }
        ObserverCall.run {
            if let record = unsafe NativeThread.callersObserverRecord {
                // Sound: as in `record(of:)`, and the calling thread lives.
                unsafe record._withUnsafeGuaranteedRef {
                    body(unsafe unsafeDowncast($0, to: ThreadRecord.self), session)
                }
            } else if makingOne || CurrentThread.record != nil {
                let thread = NativeThread.current
                body(Self.record(of: thread) ?? Self.makeRecord(of: thread), session)
            }
        }
    }

    private static func record(of thread: NativeThread) -> ThreadRecord? {
        // Nobody else attaches anything to a thread.
        thread.observerRecord.map { unsafe unsafeDowncast($0, to: ThreadRecord.self) }
    }

    /// Only the thread itself makes its record.
    private static func makeRecord(of thread: NativeThread) -> ThreadRecord {
        let record = ThreadRecord()
        thread.observerRecord = record
        return record
    }

    private func withGuard<Result>(_ body: () -> Result) -> Result {
        guardWord.lock()
        defer { guardWord.unlock() }
        return body()
    }
}
