// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What becomes of errors that futures end with and that nobody asks for.
///
/// An error is asked for by every way to read a future: its result or outcome, `await`, ``Future/whenDone(_:)``, and
/// whatever is made from it, such as ``Future/map(_:)``. If none of them has been used when the last reference to a
/// failed future goes, its error is reported, so that a task whose future is thrown away does not fail in silence. That
/// a future was cancelled, or its promise dropped, is not reported.
///
/// **Python**: there is none: such errors are lost (gh-120508). **.NET**: `TaskScheduler.UnobservedTaskException`.
public enum UnreadFailures: Sendable {
    /// What is called with an error that nobody has asked for.
    public typealias Hook = @Sendable (any Error) -> Void

    private static let state = State()

    /// Called for each error that nobody has asked for; `nil`, the default, writes it to standard error.
    ///
    /// The hook is called by the thread that drops the last reference to the future, and may use everything here; like a
    /// `deinit`, it may be called while that thread holds locks of its own. In an exploration of interleavings such an
    /// error is a failure of the test, and the hook is not called.
    public static var hook: Hook? {
        get { Seam.aside { state.hook } }
        set { Seam.aside { state.hook = newValue } }
    }

    static func report(_ error: any Error) {
        if let seam = Seam.current {
            seam.noteUnreadError(error, of: "a future")
            return
        }
        if let hook = state.hook {
            hook(error)
        } else {
            SystemProcess.writeError("Exception in a future that nobody has read: \(error)")
        }
    }

    /// The hook that there is.
    ///
    /// Unchecked: `current` is guarded by `lock`.
    private final class State: @unchecked Sendable {
        private let lock = LockWord(isExplorable: false)
        private var current: Hook?

        var hook: Hook? {
            get {
                lock.lock()
                defer { lock.unlock() }
                return current
            }
            set {
                lock.lock()
                let old = current
                current = newValue
                lock.unlock()
                // Destroyed after the lock is released: what it captured may be anything.
                withExtendedLifetime(old) {}
            }
        }
    }
}
