// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingDiagnostics
import ThreadingTestSupport

/// What else tracked locks tell, and observers that observe themselves.
extension LockTrackingTests {
    private final class Log: Observer {
        let events = Locked<[String]>([])
        let locks = Locked<Set<UInt>>([])

        private func add(_ event: String, _ lock: UInt) {
            events.withLock { $0.append(event) }
            locks.withLock { _ = $0.insert(lock) }
        }

        func willTryLock(_ lock: UInt, until deadline: Deadline) {
            add(deadline == .never ? "tries" : deadline.isImmediate ? "polls" : "tries for a time", lock)
        }

        func didLock(_ lock: UInt, wasTaken: Bool) { add(wasTaken ? "locked" : "gave up", lock) }

        func lockWillEnd(_ lock: UInt, isHeld: Bool) { add(isHeld ? "ends held" : "ends", lock) }
    }

    /// Each attempt is told before, free or not; a poll of a held lock is nothing more.
    @Test func attempts_areToldBefore() async {
        await #expect(processExitsWith: .success) {
            let log = Log()
            Observation.install(log)
            LockTracking.isOn = true
            let lock = Lock()
            LockTracking.isOn = false
            blocking {
                lock.lock()
                precondition(!lock.lockIfAvailable())
                precondition(!lock.lock(for: .milliseconds(1)))
                lock.unlock()
            }
            precondition(
                log.events.withLock { $0 } == ["tries", "locked", "polls", "tries for a time", "gave up"]
            )
        }
    }

    /// The end of a lock is told by the name that its holds were told by.
    @Test func end_ofATrackedLock_isTold() async {
        await #expect(processExitsWith: .success) {
            let log = Log()
            Observation.install(log)
            LockTracking.isOn = true
            do {
                let lock = Lock()
                lock.withLock {}
                withExtendedLifetime(lock) {}
            }
            do {
                let locked = Locked([1])
                LockTracking.isOn = false
                locked.withLock { $0.append(2) }
            }
            do { Lock().withLock {} }
            precondition(log.events.withLock { $0 } == ["tries", "locked", "ends", "tries", "locked", "ends"])
            precondition((1...2).contains(log.locks.withLock { $0.count }))
        }
    }

    /// What an observer does when it is called does not call it.
    @Test func run_inItself_runsOnce() async throws {
        let runs = try await onThread {
            var runs = 0
            ObserverCall.run {
                runs += 1
                ObserverCall.run { runs += 1 }
            }
            ObserverCall.run { runs += 1 }
            return runs
        }
        #expect(runs == 2)
    }

    /// What is attached stays as long as its place, and no longer.
    @Test func attachedObject_livesAsLongAsItsPlace() {
        let counter = LifeCounter()
        do {
            let place = AttachedObject()
            #expect(place.object == nil)
            place.attach(counter.makeObject())
            #expect(place.object != nil && counter.living == 1)
        }
        #expect(counter.living == 0)
    }
}
