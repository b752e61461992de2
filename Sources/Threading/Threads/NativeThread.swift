// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
package import ThreadingCore

/// A thread of the operating system.
///
/// Use threads for what blocks (files, C libraries, databases), for loops that are to keep several
/// processors busy, and for pipelines. Where everything you call is `async`, Swift's own tasks are
/// lighter; where the work is many small pieces, a `ThreadPool` reuses its threads.
///
/// ```swift
/// let answer = NativeThread.spawn(name: "answer") { 42 }
/// print(answer.join() + 1)
/// ```
///
/// A thread starts at once and ends when its body returns. Nobody can stop it from outside, but anybody can ask it
/// to (``requestStop()``, ``StopToken``). The process does not end before it: leaving `main`, or calling `exit`, asks
/// every thread to stop and waits for each that is not a *daemon* (see ``exitDeadline``).
///
/// What the body captures must be `Sendable` or must not be used by anybody else any more; the
/// compiler checks it.
///
/// **Python**: `threading.Thread`. There is no `start()` to call twice or to forget, `join()` gives
/// the body's value or throws its error, and being a daemon is not inherited.
public final class NativeThread: @unchecked Sendable {
    // Unchecked: `storedName` is guarded by `nameLock`; all else is constant or atomic.

    /// A number that no other thread of this process has or will have.
    ///
    /// **Python**: `get_ident()`, `Thread.ident`, which may be given again after a thread's end.
    public let id: UInt64

    /// Whether the process ends without waiting for this thread.
    ///
    /// A daemon is cut off wherever it is, in the middle of a write too. Prefer a thread that ends,
    /// because a queue is closed or an event is set.
    ///
    /// **Python**: `Thread.daemon`.
    public let isDaemon: Bool

    /// Where a thread record comes from.
    enum Origin: Sendable { case spawned, explored, main, foreign }

    let origin: Origin

    /// Open when the body has returned and its value can be read.
    let end = LatchWord(.join)

    /// Open when nothing of this package is left to do on the thread: what the end of the process waits for.
    let gone = LatchWord(.join)

    /// What asks the thread to stop.
    let stop: StopState

    /// What an observer keeps of the thread.
    let observed = AttachedObject()

    private let systemID = Atomic<UInt64>(0)
    private let nameLock = LockWord(isExplorable: false)
    private var storedName: String

    init(id: UInt64, name: String, isDaemon: Bool, origin: Origin, stop: StopState = StopState()) {
        self.id = id
        self.storedName = name
        self.isDaemon = isDaemon
        self.origin = origin
        self.stop = stop
    }

    /// The thread's name; nothing depends on it, and it need not be unique.
    ///
    /// The operating system shows its first 15 bytes (`top -H`, debuggers, profilers) from the start,
    /// and a new name from the moment at which the thread itself sets it.
    /// The main thread's stays the program's.
    ///
    /// **Python**: `Thread.name`.
    public var name: String {
        get {
            Seam.aside {
                nameLock.lock()
                defer { nameLock.unlock() }
                return storedName
            }
        }
        set {
            Seam.aside {
                nameLock.lock()
                storedName = newValue
                nameLock.unlock()
            }
            if CurrentThread.record === self, origin != .main { CurrentThread.setSystemName(newValue) }
        }
    }

    /// The operating system's number of the thread (on Linux what `gettid` returns); `nil` until it has
    /// begun to run.
    ///
    /// It may be given to another thread after this one's end.
    ///
    /// **Python**: `get_native_id()`, `Thread.native_id`.
    public var nativeID: UInt64? {
        // Relaxed: a number, written once, that stands for itself.
        let id = systemID.load(ordering: .relaxed)
        return id == 0 ? nil : id
    }

    /// Whether the body has not returned yet.
    ///
    /// `false` is final; `true` may be stale on return.
    public var isAlive: Bool { !hasEnded(until: .immediate) }

    /// As ``hasEnded(until:)``, for somebody who means to wait.
    package func waitForEnd(until deadline: Deadline) -> Bool {
        Misuse.unless(
            CurrentThread.record !== self,
            "the thread \"\(name)\" joins itself, and would wait for ever"
        )
        return hasEnded(until: deadline)
    }

    /// Whether the body has returned, at the deadline at the latest.
    func hasEnded(until deadline: Deadline) -> Bool {
        if origin == .explored, let seam = Seam.current { return seam.join(id, until: deadline) }
        return end.wait(until: deadline)
    }

    /// Whether this is the thread that the program began with.
    public var isMain: Bool { origin == .main }

    /// Whether something other than this package started the thread.
    ///
    /// Everything here works on such a thread; it cannot be joined.
    ///
    /// **Python**: a `_DummyThread`.
    public var isForeign: Bool { origin == .foreign }

    func noteNativeID(_ id: UInt64) {
        systemID.store(id, ordering: .relaxed)
    }
}

extension NativeThread: Hashable {
    /// Whether both are the same thread.
    public static func == (one: NativeThread, other: NativeThread) -> Bool { one === other }

    /// Hashes the thread's identity.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension NativeThread: CustomStringConvertible {
    /// The name, whether it still runs, whether it is a daemon, and the number.
    public var description: String {
        let state = isAlive ? (nativeID == nil ? "starting" : "running") : "ended"
        return "<NativeThread \"\(name)\" \(state)\(isDaemon ? " daemon" : "") \(id)>"
    }
}
