// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

extension WaitingCall {
    /// Those of read-write locks.
    ///
    /// Most are kept out by a writer or a reader of another thread: a thread that waits for itself is stopped.
    static let readWriteLocks: [WaitingCall] = [
        keptOut("ReadWriteLock.lockForReading(for:)", byAWriter: true) { lock, duration in
            leaving(lock.lockForReading(for: duration)) { lock.unlockFromReading() }
        },
        keptOut("ReadWriteLock.lockForReading(until:)", takesNil: false, byAWriter: true) { lock, duration in
            leaving(lock.lockForReading(until: instant(duration))) { lock.unlockFromReading() }
        },
        keptOut("ReadWriteLock.lockForWriting(for:)", byAWriter: false) { lock, duration in
            leaving(lock.lockForWriting(for: duration)) { lock.unlockFromWriting() }
        },
        keptOut("ReadWriteLock.lockForWriting(until:)", takesNil: false, byAWriter: false) { lock, duration in
            leaving(lock.lockForWriting(until: instant(duration))) { lock.unlockFromWriting() }
        },
        keptOut("ReadWriteLock.lockForUpgradableReading(for:)", byAWriter: true) { lock, duration in
            leaving(lock.lockForUpgradableReading(for: duration)) { lock.unlockFromUpgradableReading() }
        },
        keptOut("ReadWriteLock.lockForUpgradableReading(until:)", takesNil: false, byAWriter: true) { lock, duration in
            leaving(lock.lockForUpgradableReading(until: instant(duration))) { lock.unlockFromUpgradableReading() }
        },
        keptOut("ReadWriteLock.upgrade(for:)", byAWriter: false) { lock, duration in
            lock.lockForUpgradableReading()
            let isIn = lock.upgrade(for: duration)
            if isIn { lock.unlockFromWriting() } else { lock.unlockFromUpgradableReading() }
            return isIn
        },
        keptOut("ReadWriteLock.upgrade(until:)", takesNil: false, byAWriter: false) { lock, duration in
            lock.lockForUpgradableReading()
            let isIn = lock.upgrade(until: instant(duration))
            if isIn { lock.unlockFromWriting() } else { lock.unlockFromUpgradableReading() }
            return isIn
        },
        keptOut("ReadWriteLock.withReadLock(for:)", byAWriter: true) { lock, duration in
            lock.withReadLock(for: duration) { true } ?? false
        },
        keptOut("ReadWriteLock.withWriteLock(for:)", byAWriter: false) { lock, duration in
            lock.withWriteLock(for: duration) { true } ?? false
        },
        keptOut("ReadWriteLock.Upgrade.withWriteLock(for:)", byAWriter: false) { lock, duration in
            lock.withUpgradableReadLock { upgrade in upgrade.withWriteLock(for: duration) { true } ?? false }
        },
        guarded("ReadWriteLocked.withReadLock(for:)", byAWriter: true) { guarded, duration in
            guarded.withReadLock(for: duration) { _ in true } ?? false
        },
        guarded("ReadWriteLocked.withWriteLock(for:)", byAWriter: false) { guarded, duration in
            guarded.withWriteLock(for: duration) { _ in true } ?? false
        },
        guarded("ReadWriteLocked.UpgradableReader.withWriteLock(for:)", byAWriter: false) { guarded, duration in
            guarded.withUpgradableReadLock { reader in reader.withWriteLock(for: duration) { _ in true } ?? false }
        },
    ]

    private static func leaving(_ isIn: Bool, _ leave: () -> Void) -> Bool {
        if isIn { leave() }
        return isIn
    }

    private static func keptOut(
        _ name: String,
        takesNil: Bool = true,
        byAWriter: Bool,
        _ wait: @escaping @Sendable (ReadWriteLock, Duration?) -> Bool
    ) -> WaitingCall {
        WaitingCall(name: name, kind: .lock, takesNil: takesNil) {
            let lock = ReadWriteLock()
            return attempt({ lock.withWriteLock($0) }, { lock.withReadLock($0) }, byAWriter) { wait(lock, $0) }
        }
    }

    private static func guarded(
        _ name: String,
        byAWriter: Bool,
        _ wait: @escaping @Sendable (ReadWriteLocked<Int>, Duration?) -> Bool
    ) -> WaitingCall {
        WaitingCall(name: name, kind: .lock) {
            let guarded = ReadWriteLocked(0)
            return attempt(
                { body in guarded.withWriteLock { _ in body() } },
                { body in guarded.withReadLock { _ in body() } },
                byAWriter
            ) { wait(guarded, $0) }
        }
    }

    /// Another thread is in until the attempt is satisfied.
    private static func attempt(
        _ write: @escaping @Sendable (() -> Void) -> Void,
        _ read: @escaping @Sendable (() -> Void) -> Void,
        _ byAWriter: Bool,
        _ wait: @escaping @Sendable (Duration?) -> Bool
    ) -> Attempt {
        let (isIn, mayLeave) = (Event(), Event())
        let holder = NativeThread.spawn {
            (byAWriter ? write : read) {
                isIn.set()
                mayLeave.wait()
            }
        }
        waitUntil { isIn.isSet }
        return Attempt(
            wait: wait,
            satisfy: {
                mayLeave.set()
                holder.join()
            }
        )
    }
}
