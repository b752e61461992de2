// Part of swift-threading. Apache-2.0: see LICENSE.

public import Threading

extension LockTracking {
    /// Gives a lock a name, for people who read dumps and reports.
    ///
    /// Does nothing for a lock that is not tracked or while nothing is recorded, so the call can stay in the program.
    ///
    /// - Parameters:
    ///   - name: what it is called until it is destroyed.
    ///   - lock: a lock.
    public static func setName(_ name: String, of lock: Lock) {
        guard let identity = lock.trackedIdentity else { return }
        ThreadRecorder.shared.object(identity, isCalled: name)
    }

    /// Gives the lock of a guarded value a name, for people who read dumps and reports.
    ///
    /// Does nothing for a lock that is not tracked or while nothing is recorded, so the call can stay in the program.
    ///
    /// - Parameters:
    ///   - name: what it is called until it is destroyed.
    ///   - locked: a guarded value.
    public static func setName<Value>(_ name: String, of locked: Locked<Value>) {
        guard let identity = locked.trackedIdentity else { return }
        ThreadRecorder.shared.object(identity, isCalled: name)
    }

    /// Gives a recursive lock a name, for people who read dumps and reports.
    ///
    /// Does nothing for a lock that is not tracked or while nothing is recorded, so the call can stay in the program.
    ///
    /// - Parameters:
    ///   - name: what it is called until it is destroyed.
    ///   - lock: a recursive lock.
    public static func setName(_ name: String, of lock: RecursiveLock) {
        guard let identity = lock.trackedIdentity else { return }
        ThreadRecorder.shared.object(identity, isCalled: name)
    }

    /// Gives the lock of a monitor a name, for people who read dumps and reports.
    ///
    /// Does nothing for a lock that is not tracked or while nothing is recorded, so the call can stay in the program.
    ///
    /// - Parameters:
    ///   - name: what it is called until it is destroyed.
    ///   - monitor: a monitor.
    public static func setName<State>(_ name: String, of monitor: Monitor<State>) {
        guard let identity = monitor.trackedIdentity else { return }
        ThreadRecorder.shared.object(identity, isCalled: name)
    }
}
