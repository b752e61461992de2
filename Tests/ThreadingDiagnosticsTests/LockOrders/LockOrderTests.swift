// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingDiagnostics
import ThreadingTestSupport

/// Orders in which locks are taken; each in a process of its own, since the check is the process's.
@Suite struct LockOrderTests {
    /// Starts the check, and collects what it reports: the thread, what it takes and what it holds.
    private static func check() -> Locked<[LockOrderViolation]> {
        let reports = Locked<[LockOrderViolation]>([])
        LockOrder.startChecking { violation in reports.withLock { $0.append(violation) } }
        return reports
    }

    private static func makeLocks(_ names: String...) -> [Lock] {
        names.map { name in
            let lock = Lock()
            LockTracking.setName(name, of: lock)
            return lock
        }
    }

    /// 4.1.31: two orders, one after the other: no deadlock, and yet found, with both places.
    @Test func lock_inTheOtherOrder_isReportedWithBothStacks() async {
        await #expect(processExitsWith: .success) {
            let reports = Self.check()
            let locks = Self.makeLocks("a", "b")
            blocking {
                let first = NativeThread.spawn(name: "first") { locks[0].withLock { locks[1].withLock {} } }
                first.join()
                precondition(reports.withLock { $0.isEmpty })
                let second = NativeThread.spawn(name: "second") { locks[1].withLock { locks[0].withLock {} } }
                second.join()
                let violations = reports.withLock { $0 }
                precondition(violations.count == 1)
                let taking = violations[0].taking
                precondition(taking.thread.name == "second" && taking.held.name == "b" && taking.taken.name == "a")
                precondition(!taking.stack.addresses.isEmpty)
                let earlier = violations[0].earlier
                precondition(earlier.map(\.thread.name) == ["first"] && earlier.map(\.held.name) == ["a"])
                precondition(earlier.map(\.taken.name) == ["b"] && !earlier[0].stack.addresses.isEmpty)
                let text = violations[0].description
                precondition(text.hasPrefix("lock order: \(taking.thread) takes lock \"a\" ("))
                precondition(text.contains("\n  but before, \(earlier[0].thread) took lock \"b\" ("))
            }
        }
    }

    /// 4.1.31: functions and lines, where there is a symbolizer.
    @Test(.enabled(if: Symbolizer.found != nil)) func stack_ofAViolation_namesTheLines() async {
        await #expect(processExitsWith: .success) {
            let reports = Self.check()
            let locks = Self.makeLocks("a", "b")
            blocking {
                locks[0].withLock { locks[1].withLock {} }
                Self.takeTheOtherWayRound(locks)
                let calls = reports.withLock { $0[0].taking.stack.calls }
                precondition(calls[0].contains("takeTheOtherWayRound"), "\(calls)")
                precondition(calls[0].contains("LockOrderTests.swift:"), "\(calls)")
                precondition(!calls.contains { $0.contains("LockWord") || $0.contains("ThreadRecorder") }, "\(calls)")
            }
        }
    }

    @inline(never)
    private static func takeTheOtherWayRound(_ locks: [Lock]) {
        locks[1].withLock { locks[0].withLock {} }
    }

    /// 4.1.31, 4.1.30: before it happens: two threads that do meet are told of although neither comes back.
    ///
    /// Then the deadlock is found as well.
    @Test func lock_thatDeadlocks_isReportedBefore() async {
        await #expect(processExitsWith: .success) {
            let reports = Self.check()
            blocking {
                let crossing = Crossing()
                let violations = reports.withLock { $0 }
                precondition(violations.count == 1)
                precondition(crossing.threads.contains { ThreadIdentity($0) == violations[0].taking.thread })
                precondition(Deadlock.check().count == 1)
            }
        }
    }

    /// 4.1.31: a circle of three, none of which are taken in two orders.
    @Test func lock_thatClosesALongCircle_isReportedWithAllSteps() async {
        await #expect(processExitsWith: .success) {
            let reports = Self.check()
            let locks = Self.makeLocks("a", "b", "c")
            locks[0].withLock { locks[1].withLock {} }
            locks[1].withLock { locks[2].withLock {} }
            precondition(reports.withLock { $0.isEmpty })
            locks[2].withLock { locks[0].withLock {} }
            let violations = reports.withLock { $0 }
            precondition(violations.count == 1)
            precondition(violations[0].earlier.map(\.held.name) == ["a", "b"])
            precondition(violations[0].earlier.map(\.taken.name) == ["b", "c"])
        }
    }

    /// 4.1.31: each pair once, whoever does it.
    @Test func lock_inTheOtherOrderAgain_isNotReportedAgain() async {
        await #expect(processExitsWith: .success) {
            let reports = Self.check()
            let locks = Self.makeLocks("a", "b")
            for _ in 0..<3 {
                locks[0].withLock { locks[1].withLock {} }
                locks[1].withLock { locks[0].withLock {} }
            }
            blocking { NativeThread.spawn { locks[1].withLock { locks[0].withLock {} } }.join() }
            precondition(reports.withLock { $0.count } == 1)
        }
    }

    /// 4.1.31: an attempt that gives up waits for nobody for ever, so it makes no order.
    @Test func lock_thatIsTriedOrTimed_makesNoOrder() async {
        await #expect(processExitsWith: .success) {
            let reports = Self.check()
            let locks = Self.makeLocks("a", "b")
            locks[0].withLock { locks[1].withLock {} }
            blocking {
                locks[1].lock()
                precondition(locks[0].lockIfAvailable())
                locks[0].unlock()
                precondition(locks[0].lock(for: .seconds(60)))
                locks[0].unlock()
                precondition(locks[0].lock(for: .zero))
                locks[0].unlock()
                precondition(reports.withLock { $0.isEmpty })
                // For `nil` it is for ever.
                precondition(locks[0].lock(for: nil))
                locks[0].unlock()
                locks[1].unlock()
            }
            precondition(reports.withLock { $0.count } == 1)
        }
    }

    /// 4.1.31: who holds a lock that it has tried waits as any holder does.
    @Test func lock_underOneThatWasTried_makesAnOrder() async {
        await #expect(processExitsWith: .success) {
            let reports = Self.check()
            let locks = Self.makeLocks("a", "b")
            precondition(locks[0].lockIfAvailable())
            locks[1].withLock {}
            locks[0].unlock()
            locks[1].withLock { locks[0].withLock {} }
            precondition(reports.withLock { $0.count } == 1)
        }
    }

    /// 4.1.31: a thread that is about to wait for itself.
    @Test func lock_ofALockThatTheCallerHolds_isReported() async {
        await #expect(processExitsWith: .success) {
            let reports = Self.check()
            let lock = Self.makeLocks("a")[0]
            blocking {
                // For `nil`, since a debug build stops at a plain `lock()`. A request to stop ends the wait.
                let thread = NativeThread.spawn(name: "twice") {
                    lock.withLock { _ = lock.lock(for: nil) }
                }
                waitUntilItWaits(thread.thread, for: lock)
                let violations = reports.withLock { $0 }
                precondition(violations.count == 1 && violations[0].earlier.isEmpty)
                let text = violations[0].description
                precondition(text.contains("\"twice\" is about to wait for itself: it takes lock \"a\""))
                thread.requestStop()
                thread.join()
            }
        }
    }

    /// 4.1.31: a lock that a third one guards in both places is told of as well: the check does not know that.
    @Test func lock_inTwoOrdersUnderAThird_isReportedAllTheSame() async {
        await #expect(processExitsWith: .success) {
            let reports = Self.check()
            let locks = Self.makeLocks("gate", "a", "b")
            locks[0].withLock { locks[1].withLock { locks[2].withLock {} } }
            locks[0].withLock { locks[2].withLock { locks[1].withLock {} } }
            precondition(reports.withLock { $0.count } == 1)
        }
    }

    /// 4.1.31: a lock that is taken again after a wait on its condition is taken under what is held meanwhile.
    @Test func wait_underAnotherLock_makesTheOtherOrder() async {
        await #expect(processExitsWith: .success) {
            let reports = Self.check()
            let condition = Condition()
            let other = Lock()
            blocking {
                condition.withLock { other.withLock { _ = condition.wait(for: .zero) } }
            }
            precondition(reports.withLock { $0.count } == 1)
        }
    }

    /// 4.1.31: what is known of a lock goes with it: a new one at its address has no orders yet.
    @Test func lock_atTheAddressOfOneThatIsGone_hasNoOrders() async {
        await #expect(processExitsWith: .success) {
            let reports = Self.check()
            let fixed = Lock()
            var addresses: Set<UInt> = []
            var hasMetOne = false
            // In turns under the fixed lock and around it: of one lock, that would be a violation.
            for round in 0..<1_000 {
                let lock = Locked(0)
                if round.isMultiple(of: 2) {
                    fixed.withLock { lock.withLock { _ in } }
                } else {
                    lock.withLock { _ in fixed.withLock {} }
                }
                if let address = lock.trackedIdentity, !addresses.insert(address).inserted { hasMetOne = true }
            }
            precondition(hasMetOne, "no address came again, so nothing was tried")
            precondition(reports.withLock { $0.isEmpty })
        }
    }

    /// 4.1.31: the report may take locks in whatever order.
    @Test func report_thatTakesLocks_isNotChecked() async {
        await #expect(processExitsWith: .success) {
            let count = Locked(0)
            let inner = Locked<[Lock]>([])
            LockOrder.startChecking { _ in
                let locks = inner.withLock { $0 }
                locks[0].withLock { locks[1].withLock {} }
                locks[1].withLock { locks[0].withLock {} }
                count.withLock { $0 += 1 }
            }
            let locks = Self.makeLocks("a", "b", "c", "d")
            inner.withLock { $0 = [locks[2], locks[3]] }
            locks[0].withLock { locks[1].withLock {} }
            locks[1].withLock { locks[0].withLock {} }
            precondition(count.withLock { $0 } == 1)
        }
    }

    /// 4.1.31: stopped, nothing is told, and nothing is known when it is started again.
    @Test func stopChecking_forgetsAllOrders() async {
        await #expect(processExitsWith: .success) {
            var reports = Self.check()
            let locks = Self.makeLocks("a", "b")
            locks[0].withLock { locks[1].withLock {} }
            LockOrder.stopChecking()
            locks[1].withLock { locks[0].withLock {} }
            precondition(reports.withLock { $0.isEmpty })
            reports = Self.check()
            locks[1].withLock { locks[0].withLock {} }
            precondition(reports.withLock { $0.isEmpty })
            locks[0].withLock { locks[1].withLock {} }
            precondition(reports.withLock { $0.count } == 1)
        }
    }

    /// 4.1.31: by default on standard error.
    @Test func startChecking_byDefault_writes() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            LockOrder.startChecking()
            let locks = Self.makeLocks("a", "b")
            locks[0].withLock { locks[1].withLock {} }
            locks[1].withLock { locks[0].withLock {} }
        }
        #expect(result.errorText.contains("lock order: thread "))
        #expect(result.errorText.contains("takes lock \"a\" ("))
        #expect(result.errorText.contains("Threads that do both at the same time wait for each other for ever."))
    }
}
