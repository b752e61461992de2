// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading
internal import Synchronization
internal import ThreadingCore

/// Has something done once, by whoever comes first; all others wait until it is done.
///
/// For a value that is made once, use ``Lazy``. A `static let` or a global of Swift is made once as well; this is for what
/// belongs to an object, can fail, or is done again when it has failed.
///
/// ```swift
/// private let connected = Once()
/// func send(_ line: String) throws {
///     try connected.run { try connect() }
///     write(line)
/// }
/// ```
///
/// **Errors**: a body that throws has not been done. Its caller gets the error; the next thread, one of those that wait or
/// one that comes later, runs its own body. (Rust's `Once` is poisoned by a panic, Go's counts it as done; a body here
/// that shall not run again catches its error.)
///
/// **Blocking**: while another thread runs its body. Asynchronous code may call it, as it may hold a ``Lock`` around code that
/// does not suspend: keep the body short then.
///
/// **Ordering**: what the body did is visible to whoever has returned from ``run(_:)``.
///
/// **Precondition**: the body does not run the same object again: it would wait for itself.
///
/// - Complexity: O(1), one load when it is done.
///
/// **Python**: there is none, but a lock and a flag.
public final class Once: @unchecked Sendable {
    // Unchecked: `state` is guarded by `lock`.

    private enum State {
        case notDone
        case running(thread: UInt)
        case done
    }

    private let lock = LockWord()
    private let ended = WaiterQueue(.once)
    private var state = State.notDone

    /// What spares those who come later the lock; not looked at where an explorer is to see who comes when.
    private let isDoneWord = Atomic(false)
    private let isExplored = Seam.current != nil

    /// Creates one that is to be done.
    public init() {}

    /// Whether it has been done.
    ///
    /// `true` is final; `false` may be stale on return.
    public var isDone: Bool {
        // Acquiring: what the body did is the caller's to read.
        if !isExplored { return isDoneWord.load(ordering: .acquiring) }
        lock.lock()
        defer { lock.unlock() }
        if case .done = state { return true }
        return false
    }

    /// Runs the body unless it has been done, and returns when it is.
    ///
    /// - Parameter body: what to do; runs under no lock.
    /// - Throws: what the body throws; then it has not been done.
    /// - Returns: whether this call did it.
    @discardableResult
    public func run<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) -> Bool {
        if !isExplored, isDoneWord.load(ordering: .acquiring) { return false }
        guard begin() else { return false }
        do {
            try body()
        } catch {
            end(.notDone)
            throw error
        }
        end(.done)
        return true
    }

    /// Whether the caller is to run its body; false if it has been done.
    private func begin() -> Bool {
        lock.lock()
        defer { lock.unlock() }
        while true {
            switch state {
            case .done:
                return false
            case .notDone:
                state = .running(thread: UInt(ct_thread_identity()))
                return true
            case .running(let thread):
                Misuse.unless(
                    thread != UInt(ct_thread_identity()),
                    "what is to be done once was asked for by its own body, which would wait for itself"
                )
                _ = ended.wait(releasing: lock, until: .never)
            }
        }
    }

    private func end(_ newState: State) {
        lock.lock()
        defer { lock.unlock() }
        state = newState
        if case .done = newState {
            // Releasing: whoever sees it sees what the body did.
            isDoneWord.store(true, ordering: .releasing)
            ended.notifyAll(holding: lock)
        } else {
            // One of them runs its own body; when it fails, too, the next.
            ended.notify(holding: lock)
        }
    }
}
