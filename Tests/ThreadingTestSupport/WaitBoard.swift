// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
package import Threading
package import ThreadingCore

/// What each thread sleeps on, from the observer hook.
///
/// A board of words without any lock: the hook may not wait, and a lock here would also be a
/// happens-before edge that hides races from Thread Sanitizer. Threads whose numbers differ by a
/// multiple of the board's size share a word, which only a dump could notice.
package final class WaitBoard: Observer {
    private static let shared = WaitBoard()

    /// Made once, by whoever is first; all others wait for that.
    ///
    /// A flag would let them go on before the board hangs, and a thread of theirs that fell asleep
    /// meanwhile would count as awake for ever.
    private static let installation: Void = Observation.install(shared)

    private final class Slot: Sendable {
        let kind = Atomic<Int>(0)
    }

    private let slots = (0..<16_384).map { _ in Slot() }
    private static let kinds: [WaitReason.Kind] = [
        .lock, .condition, .event, .semaphore, .join, .sleep, .queue, .future, .work,
    ]

    package static func install() {
        installation
    }

    /// What the thread sleeps on now; `nil` if it runs.
    package static func reason(of thread: NativeThread) -> WaitReason.Kind? {
        let number = shared.slot(of: thread).kind.load(ordering: .relaxed)
        return number == 0 ? nil : kinds[number - 1]
    }

    /// Every thread and what it waits for, a line each.
    package static func dump() -> String {
        NativeThread.all.map { thread in
            "  \(thread) \(reason(of: thread).map { "waits for: \($0.rawValue)" } ?? "runs")"
        }.joined(separator: "\n")
    }

    package func willSleep(_ reason: WaitReason) {
        guard let thread = CurrentThread.record as? NativeThread else { return }
        let number = (Self.kinds.firstIndex(of: reason.kind) ?? 0) + 1
        slot(of: thread).kind.store(number, ordering: .relaxed)
    }

    package func didWake(_ reason: WaitReason) {
        guard let thread = CurrentThread.record as? NativeThread else { return }
        slot(of: thread).kind.store(0, ordering: .relaxed)
    }

    package func threadDidStart() {}
    package func threadWillEnd() {}

    private func slot(of thread: NativeThread) -> Slot { slots[Int(thread.id % UInt64(slots.count))] }
}

/// Waits until the thread sleeps, without sleeping itself: then it has announced itself to whatever it
/// waits for, and a notification will find it.
///
/// Only from a body of ``onThread(name:within:_:)``, whose watchdog ends a wait for what never comes.
package func waitUntilAsleep(_ thread: NativeThread, on kind: WaitReason.Kind) {
    while WaitBoard.reason(of: thread) != kind { ThreadYield.yield() }
}
