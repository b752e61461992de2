// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// The errors that have left thread bodies and that nobody has asked for yet.
///
/// Nothing is silent: an error is reported when the last handle to its thread goes, or at the end of the process,
/// whichever comes first: by the hook that the program has set, or to standard error. Threads that do not fail never
/// come here.
final class UnreadFailures: @unchecked Sendable {
    // Unchecked: both variables are guarded by `lock`.

    static let shared = UnreadFailures()

    private let lock = LockWord(isExplorable: false)
    private var failures: [NativeThread: any Error] = [:]
    private var currentHook: NativeThread.UnhandledErrorHook?

    private init() {}

    /// What is called with an error in place of writing it.
    var hook: NativeThread.UnhandledErrorHook? {
        get {
            lock.lock()
            defer { lock.unlock() }
            return currentHook
        }
        set {
            lock.lock()
            let old = currentHook
            currentHook = newValue
            lock.unlock()
            // Destroyed after the lock is released: what it captured may be anything.
            withExtendedLifetime(old) {}
        }
    }

    func add(_ error: any Error, of thread: NativeThread) {
        lock.lock()
        defer { lock.unlock() }
        failures[thread] = error
    }

    /// Somebody has asked for it.
    func remove(_ thread: NativeThread) {
        lock.lock()
        let failure = failures.removeValue(forKey: thread)
        lock.unlock()
        // Destroyed after the lock is released: an error may hold anything.
        withExtendedLifetime(failure) {}
    }

    /// Nobody can ask for it any more.
    func report(_ thread: NativeThread) {
        report { $0 == thread }
    }

    /// Nobody will.
    func reportAll() {
        report { _ in true }
    }

    private func report(_ isDue: (NativeThread) -> Bool) {
        lock.lock()
        let due = failures.filter { isDue($0.key) }
        let hook = currentHook
        lock.unlock()
        let inOrder = due.sorted { $0.key.id < $1.key.id }
        if let hook { pass(inOrder.map(\.key), to: hook) } else { write(inOrder) }
    }

    /// Calls the hook without the lock: it may ask for anything of this package.
    ///
    /// The end of the process waits for it as far as it waits for the thread that it runs on.
    private func pass(_ threads: [NativeThread], to hook: NativeThread.UnhandledErrorHook) {
        for thread in threads {
            lock.lock()
            let failure = failures.removeValue(forKey: thread)
            lock.unlock()
            if let failure { hook(thread, failure) }
        }
    }

    /// Writes while it holds the lock, and describes the errors, which is a user's code, before it does:
    /// so the end of the process cannot come between the taking of an error and its writing.
    private func write(_ due: [(key: NativeThread, value: any Error)]) {
        let lines = due.map { (thread: $0.key, line: Self.line($0.value, of: $0.key)) }
        var reported: [any Error] = []
        lock.lock()
        for (thread, line) in lines {
            guard let failure = failures.removeValue(forKey: thread) else { continue }
            SystemProcess.writeError(line)
            reported.append(failure)
        }
        lock.unlock()
        withExtendedLifetime(reported) {}
    }

    static func line(_ error: any Error, of thread: NativeThread) -> String {
        "Exception in thread \(thread.name): \(error)"
    }
}
