// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// The logs of one thread, one for each recorder that has heard of it; it hangs on the thread itself.
///
/// So an event costs no search and no lock that other threads want.
final class ThreadMark {
    // Touched by the thread alone that it hangs on.
    private var logs: [ThreadLog] = []

    /// The calling thread's; made at the first event.
    static var ofCaller: ThreadMark {
        // Nobody else sets one.
        if let mark = CurrentThread.recorderMark { return unsafe unsafeDowncast(mark, to: ThreadMark.self) }
        let mark = ThreadMark()
        CurrentThread.setRecorderMark(mark)
        return mark
    }

    func log(of recorder: UInt64) -> ThreadLog? {
        logs.first { $0.recorder == recorder }
    }

    /// Adds a log, and forgets those of recordings that are over.
    func add(_ log: ThreadLog) {
        logs.removeAll(where: \.isClosed)
        logs.append(log)
    }
}
