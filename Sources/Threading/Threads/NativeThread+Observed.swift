// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// For those who look at threads from outside.
extension NativeThread {
    /// What an observer keeps of the thread; it may be set once, by the thread itself, and stays as long as this does.
    package var observerRecord: AnyObject? {
        get { observed.object }
        set { if let newValue { observed.attach(newValue) } }
    }

    /// That of the calling thread, which keeps it alive, without counting references; `nil` if there is none.
    package static var callersObserverRecord: Unmanaged<AnyObject>? {
        guard let record = CurrentThread.record else { return nil }
        // Sound: as in `current`.
        return unsafe unsafeDowncast(record, to: NativeThread.self).observed.reference
    }

    /// What observers call the waits for the thread's end: by those who join it, and by the end of the process.
    package var endIdentities: [UInt] { [end.identity, gone.identity] }

    /// Whether the wait of this name is over.
    package func hasEnded(for identity: UInt) -> Bool {
        identity == gone.identity ? gone.isOpen : end.isOpen
    }
}

extension Lock {
    /// What observers call the lock; `nil` if they are not told of it.
    package var trackedIdentity: UInt? { word.isTracked ? word.identity : nil }
}

extension Locked {
    /// What observers call the lock; `nil` if they are not told of it.
    package var trackedIdentity: UInt? { word.isTracked ? word.identity : nil }
}

extension RecursiveLock {
    /// What observers call the lock; `nil` if they are not told of it.
    package var trackedIdentity: UInt? { word.isTracked ? word.identity : nil }
}

extension Monitor {
    /// What observers call the lock of the value; `nil` if they are not told of it.
    package var trackedIdentity: UInt? { word.isTracked ? word.identity : nil }
}
