// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// Who wants to know of threads that sleep, start and end: dumps, deadlock checks, timelines.
///
/// The methods run on the thread that they speak of, in the middle of the package's slow paths: they
/// must not block on anything of this package, and must return soon.
package protocol Observer: AnyObject, Sendable {
    func willSleep(_ reason: WaitReason)
    func didWake(_ reason: WaitReason)
    func threadDidStart()
    func threadWillEnd()
}

/// The one observer hook.
///
/// It is looked at on slow paths only, and is null by default.
package enum Observation {
    @inline(__always)
    package static var observer: (any Observer)? {
        guard let slot = unsafe ct_observer() else { return nil }
        // Sound: an observer that was once installed is never freed, see `install`.
        return unsafe Unmanaged<ObserverBox>.fromOpaque(slot).takeUnretainedValue().observer
    }

    /// Makes `observer` the one that is told.
    ///
    /// The one before it is told no more, but is kept alive: another thread may be in the middle of a call
    /// to it.
    package static func install(_ observer: any Observer) {
        unsafe _ = ct_exchange_observer(Unmanaged.passRetained(ObserverBox(observer)).toOpaque())
    }
}

private final class ObserverBox: Sendable {
    let observer: any Observer

    init(_ observer: any Observer) {
        self.observer = observer
    }
}
