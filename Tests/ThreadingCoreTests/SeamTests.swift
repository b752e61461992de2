// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import ThreadingTestSupport

@testable import Threading
@testable import ThreadingCore

/// On an explored thread everything goes to the explorer, and nothing to the kernel.
@Suite struct SeamTests {
    private struct Failure: Error {}

    /// Where it is set, for whom, and until when.
    @Test func withSeam_setsItForTheBodyAlone() throws {
        #expect(Seam.current == nil)
        let outer = RecordingSeam()
        let inner = RecordingSeam()
        let seen = Seam.withSeam(outer) {
            [
                Seam.current === outer, Seam.withSeam(inner) { Seam.current === inner }, Seam.current === outer,
            ]
        }
        #expect(seen == [true, true, true])
        #expect(Seam.current == nil)
    }

    /// Also when the body throws.
    @Test func withSeam_whenTheBodyThrows_isGone() {
        #expect(throws: Failure.self) {
            try Seam.withSeam(RecordingSeam()) { throw Failure() }
        }
        #expect(Seam.current == nil)
    }

    /// Other threads run outside.
    @Test func withSeam_onOneThread_isNotSeenByAnother() async throws {
        let isOutside = try await onThread {
            let asked = Event()
            let other = NativeThread.spawn {
                asked.wait()
                return Seam.current == nil
            }
            return Seam.withSeam(RecordingSeam()) {
                asked.set()
                // Born outside, it cannot be waited for inside.
                while !other.isFinished {}
                return other.join()
            }
        }
        #expect(isOutside)
    }

    /// Every entry of a lock.
    @Test func lock_thatIsExplored_asksTheExplorer() {
        let seam = RecordingSeam()
        let answers = Seam.withSeam(seam) {
            let lock = Lock()
            lock.lock()
            let second = lock.lockIfAvailable()
            let isLocked = lock.isLocked
            lock.unlock()
            let timed = lock.lock(for: .seconds(1))
            lock.unlock()
            let result = lock.withLock { lock.withLockIfAvailable { 1 } ?? 2 }
            return [!second, isLocked, !lock.isLocked, timed, result == 2]
        }
        #expect(answers == [true, true, true, true, true])
        #expect(seam.objects == [.lock])
        #expect(
            seam.calls == [
                .lock(1, isTimed: false), .lock(1, isTimed: true), .unlock(1), .lock(1, isTimed: true), .unlock(1),
                .lock(1, isTimed: false), .lock(1, isTimed: true), .unlock(1),
            ]
        )
    }

    /// A guarded value is a lock to it.
    @Test func locked_thatIsExplored_asksTheExplorer() {
        let seam = RecordingSeam()
        let value = Seam.withSeam(seam) {
            let guarded = Locked(1)
            guarded.withLock { $0 += 1 }
            return guarded.exchange(7)
        }
        #expect(value == 2)
        #expect(
            seam.calls == [.lock(1, isTimed: false), .unlock(1), .lock(1, isTimed: false), .unlock(1)]
        )
    }

    /// Every entry of a condition; the explorer has the lock's number and the condition's.
    @Test func condition_thatIsExplored_asksTheExplorer() {
        let seam = RecordingSeam()
        let results = Seam.withSeam(seam) {
            let condition = Condition()
            return condition.withLock {
                condition.notify(3)
                condition.notifyAll()
                let timed = condition.wait(for: .seconds(1))
                condition.wait()
                return [timed, condition.wait(for: .zero) { false }]
            }
        }
        #expect(results == [false, false])
        #expect(seam.objects == [.lock, .condition])
        #expect(
            seam.calls == [
                .lock(1, isTimed: false), .notify(2, 3), .notify(2, Int.max),
                .wait(2, lock: 1, isTimed: true), .wait(2, lock: 1, isTimed: false),
                .wait(2, lock: 1, isTimed: true), .unlock(1),
            ]
        )
    }

    /// An event is a lock and a condition to it.
    @Test func event_thatIsExplored_isBuiltFromALockAndACondition() {
        let seam = RecordingSeam()
        let results = Seam.withSeam(seam) {
            let event = Event()
            let before = [event.isSet, event.wait(for: .seconds(1))]
            event.set()
            event.set()
            let set = [event.isSet, event.wait(for: .zero)]
            event.wait()
            event.clear()
            return before + set + [event.isSet, event.wait(for: .zero), Event(isSet: true).isSet]
        }
        #expect(results == [false, false, true, true, false, false, true])
        #expect(seam.objects == [.lock, .condition, .lock, .condition])
        #expect(seam.calls.contains(.notify(2, Int.max)))
        #expect(seam.calls.contains(.wait(2, lock: 1, isTimed: true)))
    }

    /// E2: the same contract as outside: a set that a clear follows at once lets the waiter through.
    @Test func event_thatIsExplored_whenSetAndClearedDuringTheWait_isTrue() {
        let seam = RecordingSeam()
        let (wasSet, isSet) = Seam.withSeam(seam) {
            let event = Event()
            _ = seam.duringWait.exchange {
                event.set()
                event.clear()
                return true
            }
            return (event.wait(for: .seconds(1)), event.isSet)
        }
        #expect(wasSet)
        #expect(!isSet)
    }

    /// A semaphore, too, with its limit.
    @Test func semaphore_thatIsExplored_isBuiltFromALockAndACondition() {
        let seam = RecordingSeam()
        let results = Seam.withSeam(seam) {
            let semaphore = Semaphore(value: 1, limit: 3)
            semaphore.wait()
            let none = [semaphore.waitIfAvailable(), semaphore.wait(for: .seconds(1))]
            semaphore.signal(3)
            return none + [semaphore.value == 3, semaphore.waitIfAvailable(), semaphore.value == 2]
        }
        #expect(results == [false, false, true, true, true])
        // The second lock is for those who want several permits.
        #expect(seam.objects == [.lock, .condition, .lock])
        #expect(seam.calls.contains(.notify(2, 3)))
    }

    /// An explored semaphore keeps the limit, too.
    @Test func semaphore_thatIsExplored_beyondItsLimit_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Seam.withSeam(RecordingSeam()) { Semaphore(value: 1, limit: 1).signal() }
        }
        #expect(result.errorText.contains("more permits than its limit of 1"))
    }

    /// Threads are started and joined by the explorer.
    @Test func spawn_onAnExploredThread_startsAndJoinsThroughTheExplorer() async throws {
        let (values, calls, current, isExplored) = try await onThread {
            let seam = RecordingSeam()
            return Seam.withSeam(seam) {
                let handle = NativeThread.spawn(name: "explored") { NativeThread.current }
                let timed = NativeThread.spawn(name: "timed") { 8 }
                let thread = handle.join()
                let isExplored = handle.thread.origin == .explored
                return ([timed.join(for: .seconds(1))], seam.calls, thread == handle.thread, isExplored)
            }
        }
        #expect(values == [8])
        #expect(current)
        #expect(isExplored)
        #expect(calls == [.start("explored"), .start("timed"), .join(isTimed: false), .join(isTimed: true)])
    }

    /// What the explored thread throws, its join throws.
    @Test func join_ofAnExploredThreadThatThrew_throws() async throws {
        try await onThread {
            Seam.withSeam(RecordingSeam()) {
                let handle = NativeThread.spawn { () throws(Failure) -> Int in throw Failure() }
                #expect(throws: Failure.self) { try handle.join() }
            }
        }
    }

    /// The clock is virtual, and so are the deadlines told in it.
    @Test func sleep_onAnExploredThread_isTheExplorers() async throws {
        let (calls, time, now) = try await onThread {
            let seam = RecordingSeam()
            let now = Seam.withSeam(seam) {
                NativeThread.sleep(for: .seconds(2))
                return MonotonicTime.now
            }
            return (seam.calls, seam.time, now)
        }
        #expect(calls == [.sleep(time + 2_000_000_000)])
        #expect(now == time)
    }

    /// What was born outside stays outside.
    @Test func objects_bornOutside_areNotTheExplorers() async throws {
        let calls = try await onThread {
            let seam = RecordingSeam()
            let lock = Lock()
            let guarded = Locked(0)
            let condition = Condition()
            let event = Event()
            let semaphore = Semaphore(value: 0)
            Seam.withSeam(seam) {
                lock.withLock {}
                guarded.withLock { $0 += 1 }
                condition.withLock { condition.notifyAll() }
                event.set()
                event.wait()
                semaphore.signal()
                semaphore.wait()
            }
            return seam.calls
        }
        #expect(calls.isEmpty)
    }

    /// The package's own book-keeping is not what a test of a user's program is about.
    @Test func bookKeeping_onAnExploredThread_isNotExplored() async throws {
        let (calls, objects) = try await onThread {
            let seam = RecordingSeam()
            Seam.withSeam(seam) {
                _ = NativeThread.all
                NativeThread.current.name = "explorer's"
                _ = NativeThread.current.name
                _ = LockWord(isExplorable: false).lockIfAvailable()
            }
            return (seam.calls, seam.objects)
        }
        #expect(calls.isEmpty)
        #expect(objects.isEmpty)
    }

    /// None of it sleeps in the kernel.
    @Test func objects_thatAreExplored_neverSleep() async {
        await #expect(processExitsWith: .success) {
            final class Nobody: Observer {
                func willSleep(_ reason: WaitReason, until deadline: Deadline) {
                    fatalError("\(reason) went to the kernel")
                }
                func didWake(_ reason: WaitReason) {}
                func threadDidStart() {}
                func threadWillEnd() {}
            }
            let seam = RecordingSeam()
            Observation.install(Nobody())
            Seam.withSeam(seam) {
                let condition = Condition()
                condition.withLock { _ = condition.wait(for: .milliseconds(50)) }
                _ = condition.lock.lock(for: .milliseconds(50))
                _ = condition.lock.lock(for: .milliseconds(50))
                _ = Event().wait(for: .milliseconds(50))
                _ = Semaphore(value: 0).wait(for: .milliseconds(50))
                NativeThread.sleep(for: .milliseconds(50))
                NativeThread.spawn {}.join()
            }
        }
    }
}
