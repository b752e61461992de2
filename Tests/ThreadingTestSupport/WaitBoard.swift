// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
package import Threading
package import ThreadingCore

/// What each thread sleeps on, from the observer hook.
///
/// A board of words without any lock: the hook may not wait, and a lock here would also be a
/// happens-before edge that hides races from Thread Sanitizer. A thread that goes to sleep takes the first
/// free word from its own number on, so that threads whose numbers are a multiple of the board's size apart
/// do not speak for each other.
package final class WaitBoard: Observer {
    private static let shared = WaitBoard()

    /// Made once, by whoever is first; all others wait for that.
    ///
    /// A flag would let them go on before the board hangs, and a thread of theirs that fell asleep
    /// meanwhile would count as awake for ever.
    private static let installation: Void = Observation.install(shared)

    private final class Slot: Sendable {
        /// Zero if free; else the thread's number, and in the lowest byte what it sleeps on.
        let sleeper = Atomic<UInt64>(0)

        /// What the sleeper calls the object that it sleeps on.
        let object = Atomic<UInt>(0)
    }

    private let slots = (0..<16_384).map { _ in Slot() }
    private static let farthest: UInt64 = 256
    private static let kinds: [WaitReason.Kind] = [
        .lock, .condition, .event, .semaphore, .join, .sleep, .queue, .future, .work, .stop, .barrier,
        .latch, .once,
    ]

    /// Makes the board the one that is told; when this returns it is, whoever was first to ask for it.
    package static func install() {
        installation
    }

    /// What the thread sleeps on now; `nil` if it runs.
    package static func reason(of thread: NativeThread) -> WaitReason.Kind? {
        guard let slot = shared.slot(of: thread) else { return nil }
        let sleeper = slot.sleeper.load(ordering: .relaxed)
        // It may have woken between the two looks.
        return sleeper >> 8 == thread.id ? kinds[Int(sleeper & 0xff)] : nil
    }

    /// Whether the thread sleeps on that very lock.
    static func sleeps(_ thread: NativeThread, onLock object: UInt) -> Bool {
        reason(of: thread) == .lock && shared.slot(of: thread)?.object.load(ordering: .relaxed) == object
    }

    /// Every thread and what it waits for, a line each.
    package static func dump() -> String {
        NativeThread.all.map { thread in
            "  \(thread) \(reason(of: thread).map { "waits for: \($0.rawValue)" } ?? "runs")"
        }.joined(separator: "\n")
    }

    package func willSleep(_ reason: WaitReason, until deadline: Deadline) {
        guard let thread = CurrentThread.record as? NativeThread else { return }
        let sleeper = thread.id << 8 | UInt64(Self.kinds.firstIndex(of: reason.kind) ?? 0)
        for distance in 0..<Self.farthest {
            let word = slot(thread.id &+ distance)
            if word.sleeper.compareExchange(expected: 0, desired: sleeper, ordering: .relaxed).exchanged {
                word.object.store(reason.object, ordering: .relaxed)
                return
            }
        }
        // Else whoever waits for this thread to be asleep would wait for ever, and nothing would say why.
        preconditionFailure("the board of sleeping threads has no free word near \(thread)")
    }

    package func didWake(_ reason: WaitReason) {
        guard let thread = CurrentThread.record as? NativeThread else { return }
        guard let word = slot(of: thread) else { return }
        word.object.store(0, ordering: .relaxed)
        word.sleeper.store(0, ordering: .relaxed)
    }

    /// The word that the thread has taken.
    private func slot(of thread: NativeThread) -> Slot? {
        for distance in 0..<Self.farthest {
            let word = slot(thread.id &+ distance)
            if word.sleeper.load(ordering: .relaxed) >> 8 == thread.id { return word }
        }
        return nil
    }

    private func slot(_ number: UInt64) -> Slot { slots[Int(number % UInt64(slots.count))] }
}

/// Waits until the thread sleeps, without sleeping itself: then it has announced itself to whatever it
/// waits for, and a notification will find it.
///
/// Only from a body of ``onThread(name:within:_:)``, whose watchdog ends a wait for what never comes.
package func waitUntilAsleep(_ thread: NativeThread, on kind: WaitReason.Kind) {
    while WaitBoard.reason(of: thread) != kind { ThreadYield.yield() }
}

/// Waits until the thread sleeps on that very lock.
///
/// A thread may sleep on another before it comes to the one that a test is about: that of a hook which another test has
/// all threads call at their start. To look at the kind alone is enough where nothing depends on who was first.
package func waitUntilAsleep(_ thread: NativeThread, onLock object: UInt) {
    while !WaitBoard.sleeps(thread, onLock: object) { ThreadYield.yield() }
}
