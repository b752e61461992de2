// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingQueues

/// What a request to stop promises, in every interleaving with the waits that take heed of it.
@Suite struct StopContractTests {
    // MARK: Each wait

    @Test func eventWait_thatNobodySets_endsWithTheRequest() throws {
        try exhaust([false]) {
            let event = Event()
            let waiter = NativeThread.spawn { event.wait(for: nil) }
            waiter.requestStop()
            return waiter.join()
        }
    }

    @Test func eventWait_againstASet_endsEitherWay() throws {
        try exhaust([true, false]) {
            let event = Event()
            let waiter = NativeThread.spawn { event.wait(for: .seconds(30)) }
            let setter = NativeThread.spawn { event.set() }
            waiter.requestStop()
            setter.join()
            return waiter.join()
        }
    }

    @Test func lockFor_whileHeld_endsWithTheRequest() throws {
        try exhaust([false]) {
            let lock = Lock()
            lock.lock()
            let waiter = NativeThread.spawn { lock.lock(for: nil) }
            waiter.requestStop()
            defer { lock.unlock() }
            return waiter.join()
        }
    }

    /// A lock that is free is taken, whatever was asked.
    @Test func lockFor_againstTheRelease_isTakenOrNot() throws {
        try exhaust([true, false]) {
            let lock = Lock()
            lock.lock()
            let waiter = NativeThread.spawn {
                guard lock.lock(for: nil) else { return false }
                lock.unlock()
                return true
            }
            waiter.requestStop()
            lock.unlock()
            return waiter.join()
        }
    }

    @Test func joinFor_aThreadThatDoesNotEnd_endsWithTheRequest() throws {
        try exhaust([false]) {
            let event = Event()
            let endless = NativeThread.spawn { event.wait() }
            let waiter = NativeThread.spawn { endless.join(for: nil) != nil }
            waiter.requestStop()
            let hasEnded = waiter.join()
            event.set()
            endless.join()
            return hasEnded
        }
    }

    @Test func tokenWait_endsWithTheRequest() throws {
        try exhaust([true]) {
            let waiter = NativeThread.spawn { StopToken.current.wait(for: nil) }
            waiter.requestStop()
            return waiter.join()
        }
    }

    @Test func tokenWait_againstItsTime_tellsWhichWasFirst() throws {
        try exhaust([true, false]) {
            let waiter = NativeThread.spawn { StopToken.current.wait(for: .seconds(1)) }
            let asker = NativeThread.spawn {
                NativeThread.sleep(for: .seconds(1))
                waiter.requestStop()
            }
            asker.join()
            return waiter.join()
        }
    }

    /// A wait that promises goes on: nobody wakes it.
    @Test func wait_thatPromises_isNotEnded() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) {
                let event = Event()
                let waiter = NativeThread.spawn { event.wait() }
                waiter.requestStop()
                waiter.join()
            }
        }
        #expect([.deadlock, .lostWakeUp].contains(failure.kind))
    }

    /// On the virtual clock: an hour takes no time.
    @Test func requestStopAfter_againstASet_endsEitherWay() throws {
        try exhaust([true, false], preemptions: 1) {
            let (source, event) = (StopSource(), Event())
            source.requestStop(after: .seconds(3_600))
            let setter = NativeThread.spawn {
                NativeThread.sleep(for: .seconds(3_600))
                event.set()
            }
            let wasSet = StopToken.withCurrent(source.token) { event.wait(for: nil) }
            setter.join()
            return wasSet
        }
    }

    // MARK: Nothing is lost

    /// Permits: taken and left make what was given.
    @Test func semaphoreWait_againstASignal_losesNoPermit() throws {
        try exhaust {
            let semaphore = Semaphore(value: 0)
            let waiter = NativeThread.spawn { semaphore.wait(for: nil) }
            let giver = NativeThread.spawn { semaphore.signal() }
            waiter.requestStop()
            giver.join()
            expect((waiter.join() ? 1 : 0) + semaphore.value == 1, "a permit was lost or made")
        }
    }

    /// Notifications: a waiter that was stopped leaves the notification to the other.
    @Test func conditionWait_againstANotification_leavesItToTheOther() throws {
        try exhaust {
            let condition = Condition()
            let stoppable = NativeThread.spawn { condition.withLock { condition.wait(for: nil) } }
            let other = NativeThread.spawn { condition.withLock { condition.wait(for: .seconds(30)) } }
            let notifier = NativeThread.spawn { condition.withLock { condition.notify() } }
            stoppable.requestStop()
            notifier.join()
            let one = stoppable.join()
            let two = other.join()
            expect(!(one && two), "one notification woke two")
        }
    }

    /// Elements: got and left make what was put.
    @Test func queueGet_againstAPut_losesNoElement() throws {
        try exhaust {
            let queue = BlockingQueue<Int>()
            let getter = NativeThread.spawn { (try? queue.get(for: nil)) != nil }
            let putter = NativeThread.spawn { try? queue.put(1) }
            getter.requestStop()
            putter.join()
            let got = getter.join() ? 1 : 0
            let left = try queue.getIfAvailable() != nil ? 1 : 0
            expect(got + left == 1, "an element was lost or made")
        }
    }

    /// Asked twice at once: one is the first, and both are done when the waiter has gone.
    @Test func requestStop_byTwo_isFirstForOne() throws {
        try exhaust {
            let waiter = NativeThread.spawn { Event().wait(for: nil) }
            let other = NativeThread.spawn { waiter.requestStop() }
            let mine = waiter.requestStop()
            expect(mine != other.join(), "both or none was the first")
            expect(!waiter.join())
        }
    }

    // MARK: Order

    @Test func requestStop_publishesWhatWasDoneBefore() throws {
        try exhaust([0, 1]) {
            let value = WatchedVariable(0)
            let reader = NativeThread.spawn { StopToken.current.isStopRequested ? value.read() : 0 }
            value.write(1)
            reader.requestStop()
            return reader.join()
        }
    }

    // MARK: Actions

    /// Called or taken back, and never both or neither.
    @Test func onStop_againstCancel_isCalledOrTakenBack() throws {
        try exhaust {
            let source = StopSource()
            let calls = AtomicCell(0)
            let registration = source.token.onStop { calls.add(1) }
            let asker = NativeThread.spawn { _ = source.requestStop() }
            let wasTakenBack = registration.cancel()
            // After a cancel that came too late, the action has ended.
            let callsThen = calls.load()
            asker.join()
            expect(calls.load() == (wasTakenBack ? 0 : 1), "it was taken back and called, or neither")
            expect(wasTakenBack || callsThen == 1, "cancel did not wait for the action")
        }
    }

    /// Registered before, during or after: called once.
    @Test func onStop_againstTheRequest_isCalledOnce() throws {
        try exhaust {
            let source = StopSource()
            let calls = AtomicCell(0)
            let asker = NativeThread.spawn { _ = source.requestStop() }
            source.token.onStop { calls.add(1) }
            asker.join()
            expect(calls.load() == 1, "called \(calls.load()) times")
        }
    }

    @Test func linked_againstItsOwnRequest_isAskedOnce() throws {
        try exhaust {
            let outer = StopSource()
            let inner = StopSource(linkedTo: outer.token)
            let calls = AtomicCell(0)
            inner.token.onStop { calls.add(1) }
            let asker = NativeThread.spawn { _ = outer.requestStop() }
            inner.requestStop()
            asker.join()
            expect(calls.load() == 1 && inner.isStopRequested)
        }
    }
}
