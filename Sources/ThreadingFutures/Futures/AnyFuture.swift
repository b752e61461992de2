// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// A future of whatever value, for lists of several kinds.
///
/// ```swift
/// for future in pool.shutdown(for: .seconds(10)).queued { future.cancel() }
/// ```
///
/// Every one is a ``Future``. Where the kind is known, `as? Future<Page>` gives it back.
///
/// **One object a task.** It is also the work that waits in a pool, and holds the body until that has begun; so what is
/// submitted is allocated once. What most futures do without, it has in an object of its own, made when it is needed.
@safe
public class AnyFuture: PoolJob, @unchecked Sendable {
    // Unchecked: `contents` and what is in `room` are those of the one who has claimed, cancelled or is writing the future,
    // or who makes it; once it has ended they stay as they are. Exclusivity is not checked at run time for that reason.

    @safe @exclusivity(unchecked) @usableFromInline final var contents = FutureContents.nothing
    let state = FutureWord<FutexCell>()

    private let extrasSlot = Atomic<UInt>(0)

    /// The pool whose task it is; not counted, which would be two more exchanges a task, on a word that all threads want.
    ///
    /// It lives while the task waits in it. Whoever cancels a task says when he touches the pool no more, and whoever
    /// takes the task out of the pool waits for that.
    final let poolReference: Unmanaged<PoolWorkers>?

    private let room = FutureRoom()

    @usableFromInline
    final var roomAddress: UnsafeMutableRawPointer { unsafe room.address }

    /// Does the work of a task, into the room.
    private final let performer: ((AnyFuture) -> Void)?

    /// A future that somebody writes who holds a promise, or in whose name it is.
    override init(priority: UInt8) {
        unsafe poolReference = nil
        performer = nil
        super.init(priority: priority)
        if Seam.current != nil { _ = attach(FutureExtras(isExplored: true)) }
    }

    /// A task of a pool, that is about to be submitted.
    @usableFromInline
    init(priority: UInt8, of pool: __shared PoolWorkers, performer: @escaping (AnyFuture) -> Void) {
        self.performer = performer
        unsafe poolReference = Unmanaged.passUnretained(pool)
        super.init(priority: priority)
        isUncounted = true
        if !pool.isPlain { keep(pool) }
    }

    /// Has it note what its pool tells of it, and keep the pool: for those who may hold the task when the pool does not.
    ///
    /// Before anybody else knows of the future.
    final func keep(_ pool: PoolWorkers) {
        guard extras == nil else { return }
        _ = attach(FutureExtras(isExplored: Seam.current != nil, note: TaskNote(of: pool)))
    }

    deinit {
        // Acquiring: the object was written before it was attached.
        if let pointer = unsafe UnsafeRawPointer(bitPattern: extrasSlot.load(ordering: .acquiring)) {
            // Sound: it was retained when it was attached.
            unsafe Unmanaged<FutureExtras>.fromOpaque(pointer).release()
        }
    }

    // MARK: For everybody

    /// Whether there is a result, or will never be one.
    ///
    /// `true` is final.
    public final var isDone: Bool { step { state.isFinished } }

    /// Whether a worker is at it.
    ///
    /// Stale on return.
    public final var isRunning: Bool { step { state.isRunning } }

    /// Whether it was cancelled.
    ///
    /// `true` is final.
    public final var isCancelled: Bool { step { state.isCancelled } }

    /// Cancels the work unless it has begun.
    ///
    /// Work that has begun is never interrupted. What cancelled work has captured is destroyed within this call.
    ///
    /// **Python**: `cancel()`; here those who wait are released at once.
    ///
    /// - Returns: whether the future is cancelled now.
    @discardableResult
    public final func cancel() -> Bool {
        let mustLetGo = unsafe poolReference != nil || extras?.hadWork == true
        if !mustLetGo {
            return end {
                state.cancel(ends: true)
            } whenEnded: {
                $0 == .first && state.tellsOthers
            } != .tooLate
        }
        switch step({ state.cancel(ends: false) }) {
        case .first: break
        case .before: return true
        case .tooLate: return false
        }
        if let pool = unsafe poolReference {
            // Sound: see there.
            unsafe pool._withUnsafeGuaranteedRef { $0.forget(self) }
            state.release()
        }
        extras?.takeWork()?.discard()
        destroyBody()
        end {
            state.finish()
        } whenEnded: {
            $0
        }
        return true
    }

    // MARK: For its pool

    override final var unfinishedFuture: AnyFuture? { self }

    /// Destroys the body, if it is still there; of whoever has claimed or cancelled the future.
    func destroyBody() {}

    override final func run() {
        guard claim() else { return waitForRelease() }
        if hasExtras { runWithExtras() } else { runPlainly() }
        finishClaimed()
    }

    @inline(__always)
    private final func runPlainly() {
        performer?(self)
        // Sound: whoever runs a task has its pool.
        unsafe poolReference?._withUnsafeGuaranteedRef { $0.countEnd(failed: contents == .error) }
    }

    @inline(never)
    private final func runWithExtras() {
        guard let note = extras?.note else { return runPlainly() }
        let begun = note.tellBegan()
        if note.values.isEmpty {
            performer?(self)
        } else {
            InheritedTaskLocal.withValues(note.values[...]) { performer?(self) }
        }
        note.tellEnded(contents == .error ? unsafe placeOfError.pointee : nil, begun: begun)
    }

    /// Where an error is, if that is what `contents` says.
    private final var placeOfError: UnsafeMutablePointer<any Error> {
        unsafe roomAddress.assumingMemoryBound(to: (any Error).self)
    }

    @usableFromInline
    final func write(_ error: any Error) {
        unsafe placeOfError.initialize(to: error)
        contents = .error
    }

    override final func drop(because error: PoolError?) {
        guard let error else {
            cancel()
            return waitForRelease()
        }
        guard claim() else { return waitForRelease() }
        destroyBody()
        if let pool = unsafe poolReference {
            // Sound: whoever drops a task has its pool.
            unsafe pool._withUnsafeGuaranteedRef { $0.noteRejection(because: error) }
        }
        write(error)
        finishClaimed()
    }

    /// Waits until nobody touches the pool any more for having cancelled the task, which is taken out of it.
    ///
    /// That is after a few steps under the pool's lock. A note keeps the pool, and needs no wait.
    final func waitForRelease() {
        guard extras?.note == nil else { return }
        while state.isCancelled, !state.isReleased { Spin.yield() }
    }

    // MARK: Extras

    /// Whether it was made in an exploration, where each step is under the lock of the extras.
    @inline(__always)
    final var isExplored: Bool { hasExtras && extras?.isExplored == true }

    /// Whether there are extras.
    ///
    /// Relaxed: those of an exploration, and those of a task that its pool notes, were there before anybody knew of it.
    @inline(__always)
    final var hasExtras: Bool { extrasSlot.load(ordering: .relaxed) != 0 }

    final var extras: FutureExtras? {
        // Acquiring: the object was written before it was attached.
        guard let pointer = unsafe UnsafeRawPointer(bitPattern: extrasSlot.load(ordering: .acquiring)) else {
            return nil
        }
        // Sound: it was retained when it was attached, for as long as the future lives.
        return unsafe Unmanaged<FutureExtras>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// The extras, made if there are none.
    final func makeExtras() -> FutureExtras {
        extras ?? attach(FutureExtras(isExplored: false))
    }

    /// Attaches extras, unless another has done so first; those that are there now.
    private final func attach(_ made: FutureExtras) -> FutureExtras {
        let pointer = unsafe UInt(bitPattern: Unmanaged.passRetained(made).toOpaque())
        // Releasing: whoever sees the pointer sees the object.
        let result = extrasSlot.compareExchange(
            expected: 0,
            desired: pointer,
            successOrdering: .releasing,
            failureOrdering: .relaxed
        )
        if result.exchanged { return made }
        unsafe Unmanaged.passUnretained(made).release()
        return extras ?? made
    }

    /// One step: in an exploration under the lock.
    @inline(__always)
    final func step<R>(_ body: () -> R) -> R {
        guard isExplored, let extras else { return body() }
        return extras.withLock(body)
    }
}
