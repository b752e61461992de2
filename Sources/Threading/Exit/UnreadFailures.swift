// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// The errors that have left thread bodies and that nobody has asked for yet.
///
/// Nothing is silent: an error is written to standard error when the last handle to its thread goes,
/// or at the end of the process, whichever comes first. Threads that do not fail never come here.
final class UnreadFailures: @unchecked Sendable {
    // Unchecked: `failures` is guarded by `lock`.

    static let shared = UnreadFailures()

    private let lock = LockWord(isExplorable: false)
    private var failures: [UInt64: (name: String, error: any Error)] = [:]

    private init() {}

    func add(_ error: any Error, of thread: NativeThread) {
        let name = thread.name
        lock.lock()
        defer { lock.unlock() }
        failures[thread.id] = (name, error)
    }

    /// Somebody has asked for it.
    func remove(_ thread: NativeThread) {
        lock.lock()
        let failure = failures.removeValue(forKey: thread.id)
        lock.unlock()
        // Destroyed after the lock is released: an error may hold anything.
        withExtendedLifetime(failure) {}
    }

    /// Nobody can ask for it any more.
    func report(_ thread: NativeThread) {
        report { $0 == thread.id }
    }

    /// Nobody will.
    func reportAll() {
        report { _ in true }
    }

    /// Writes while it holds the lock, and describes the errors, which is a user's code, before it does:
    /// so the end of the process cannot come between the taking of an error and its writing.
    private func report(_ isDue: (UInt64) -> Bool) {
        lock.lock()
        let due = failures.filter { isDue($0.key) }
        lock.unlock()
        let lines = due.sorted { $0.key < $1.key }
            .map { (id: $0.key, line: "Exception in thread \($0.value.name): \($0.value.error)") }
        var reported: [any Error] = []
        lock.lock()
        for (id, line) in lines {
            guard let failure = failures.removeValue(forKey: id) else { continue }
            SystemProcess.writeError(line)
            reported.append(failure.error)
        }
        lock.unlock()
        withExtendedLifetime(reported) {}
    }
}
