// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// The observer hook: who is told.
///
/// It is looked at on slow paths only, and is null by default.
package enum Observation {
    /// Those that are told; `nil` if there is nobody.
    @inline(__always)
    package static var observers: [any Observer]? {
        guard let slot = unsafe ct_observer() else { return nil }
        // Sound: a list that was once installed is never freed, see `replace`.
        return unsafe Unmanaged<ObserverList>.fromOpaque(slot).takeUnretainedValue().observers
    }

    /// Whether an object that is made now, and is to tell more than its waits, has somebody to tell.
    ///
    /// Not in an exploration: its threads do only what the program does.
    package static var isHeard: Bool { Seam.current == nil && observers != nil }

    /// Whether a queue that is made now is to tell how many elements it has.
    package static var wantsQueueDepths: Bool {
        Seam.current == nil && observers?.contains { $0.wantsQueueDepths } == true
    }

    /// Tells everybody.
    @inline(__always)
    package static func tell(_ call: (any Observer) -> Void) {
        guard let slot = unsafe ct_observer() else { return }
        // As above, and without counting references: they are a third of the time.
        unsafe Unmanaged<ObserverList>.fromOpaque(slot)._withUnsafeGuaranteedRef { list in
            for observer in list.observers { call(observer) }
        }
    }

    /// Has `observer` told from now on.
    package static func install(_ observer: any Observer) {
        replace { $0.contains { $0 === observer } ? $0 : $0 + [observer] }
    }

    /// Has `observer` told no more.
    ///
    /// It is kept alive: another thread may be in the middle of a call to it.
    package static func remove(_ observer: any Observer) {
        replace { $0.filter { $0 !== observer } }
    }

    /// Whether locks of users that are made from now on are tracked.
    ///
    /// They tell who takes and releases them, and do so on a slow path, as those of an exploration do. Those that exist
    /// stay as they are.
    package static var tracksLocks: Bool {
        get { ct_tracks_locks() != 0 }
        set { ct_set_tracks_locks(newValue ? 1 : 0) }
    }

    private static func replace(_ change: ([any Observer]) -> [any Observer]) {
        // A lock of one use: installing is rare, and two at once must not lose one another.
        guardWord.lock()
        defer { guardWord.unlock() }
        let list = change(observers ?? [])
        let slot = list.isEmpty ? nil : unsafe Unmanaged.passRetained(ObserverList(list)).toOpaque()
        // The list before this one is leaked on purpose: another thread may be reading it.
        unsafe _ = ct_exchange_observer(slot)
    }

    private static let guardWord = LockWord(isExplorable: false)
}

private final class ObserverList: Sendable {
    let observers: [any Observer]

    init(_ observers: [any Observer]) {
        self.observers = observers
    }
}
