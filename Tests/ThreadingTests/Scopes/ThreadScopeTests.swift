// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// A scope whose threads do not fail: they end before it does.
@Suite struct ThreadScopeTests {
    /// 4.1.1: nobody joins, and everybody has ended.
    @Test func withThreads_whoseHandlesAreDropped_returnsWhenAllHaveEnded() async throws {
        let (count, areFinished) = try await onThread {
            let count = Locked(0)
            let mayEnd = Event()
            let handles = withThreads { scope in
                let handles = (0..<4).map { _ in
                    scope.spawn {
                        mayEnd.wait()
                        count.withLock { $0 += 1 }
                    }
                }
                mayEnd.set()
                return handles
            }
            return (count.withLock { $0 }, handles.allSatisfy(\.isFinished))
        }
        #expect(count == 4)
        #expect(areFinished)
    }

    /// 4.1.1: it waits for the slowest, and not only until the body returns.
    @Test func withThreads_whoseBodyHasReturned_waitsForItsThreads() async throws {
        let wasBack = try await onThread {
            let (mayEnd, isBack) = (Event(), Event())
            let owner = NativeThread.spawn {
                withThreads { scope in scope.spawn { mayEnd.wait() } }
                isBack.set()
            }
            waitUntilAsleep(owner.thread, on: .join)
            let wasBack = isBack.isSet
            mayEnd.set()
            owner.join()
            return wasBack
        }
        #expect(!wasBack)
    }

    /// 4.1.1.
    @Test func withThreads_returnsWhatItsBodyReturns() async throws {
        let sum = try await onThread {
            withThreads { scope in
                let one = scope.spawn { 40 }
                let two = scope.spawn { 2 }
                return one.join() + two.join()
            }
        }
        #expect(sum == 42)
    }

    /// 4.1.1: without a thread it is a block.
    @Test func withThreads_thatStartsNobody_returns() async throws {
        let value = try await onThread { withThreads { _ in 7 } }
        #expect(value == 7)
    }

    /// 4.1.1: the value need not be one that can be copied.
    @Test func withThreads_returnsANoncopyableValue() async throws {
        struct Ticket: ~Copyable { let number: Int }
        let number = try await onThread {
            let ticket = withThreads { scope in Ticket(number: scope.spawn { 9 }.join()) }
            return ticket.number
        }
        #expect(number == 9)
    }

    /// 4.1.1: what was done before is seen, what the threads captured is gone.
    @Test func withThreads_returnsWhenWhatTheThreadsCapturedIsDestroyed() async throws {
        let living = try await onThread {
            let lives = LifeCounter()
            withThreads { scope in
                for _ in 0..<3 {
                    let object = lives.makeObject()
                    scope.spawn { object.payload += 1 }
                }
            }
            return lives.living
        }
        #expect(living == 0)
    }

    /// 4.1.1: the body's error comes out as it is, when all have ended.
    @Test func withThreads_whoseBodyThrows_stopsJoinsAndThrowsIt() async throws {
        let (error, wasAsked) = try await onThread {
            let wasAsked = Locked(false)
            var caught: ScopeError?
            do throws(ScopeError) {
                try withThreads { (scope) throws(ScopeError) in
                    scope.spawn {
                        StopToken.current.wait()
                        wasAsked.withLock { $0 = true }
                    }
                    throw ScopeError(3)
                }
            } catch {
                caught = error
            }
            return (caught, wasAsked.withLock { $0 })
        }
        #expect(error == ScopeError(3))
        #expect(wasAsked)
    }

    /// 4.1.1: threads start others in the scope, to any depth.
    @Test func spawn_fromThreadsOfTheScope_isWaitedFor() async throws {
        let count = try await onThread {
            let count = Locked(0)
            withThreads { scope in
                scope.spawn { scope in
                    for _ in 0..<3 {
                        scope.spawn { scope in
                            for _ in 0..<3 { scope.spawn { count.withLock { $0 += 1 } } }
                        }
                    }
                }
            }
            return count.withLock { $0 }
        }
        #expect(count == 9)
    }

    /// 4.1.1: each ends what it has begun.
    @Test func withThreads_withinAnother_endsFirst() async throws {
        let order = try await onThread {
            let order = Locked<[String]>([])
            withThreads { outer in
                let mayEnd = Event()
                outer.spawn {
                    mayEnd.wait()
                    order.withLock { $0.append("outer") }
                }
                withThreads { inner in inner.spawn { order.withLock { $0.append("inner") } } }
                order.withLock { $0.append("between") }
                mayEnd.set()
            }
            return order.withLock { $0 }
        }
        #expect(order == ["inner", "between", "outer"])
    }

    /// 4.1.1: a handle may leave the scope; its thread has ended.
    @Test func handle_thatLeavesTheScope_hasItsValue() async throws {
        let value = try await onThread { withThreads { scope in scope.spawn { 5 } }.join(for: .zero) }
        #expect(value == 5)
    }

    /// 4.1.1: also one that starts threads for long keeps only those that run.
    @Test func spawn_ofManyThatEnd_leavesNobody() async throws {
        let (sum, areFinished) = try await onThread {
            let sum = Locked(0)
            let handles = withThreads { scope in
                (1...200).map { number in
                    let handle = scope.spawn { sum.withLock { $0 += number } }
                    if number.isMultiple(of: 3) { handle.join() }
                    return handle
                }
            }
            return (sum.withLock { $0 }, handles.allSatisfy(\.isFinished))
        }
        #expect(sum == 20_100)
        #expect(areFinished)
    }

    // MARK: Names

    /// T1: derived from the scope's.
    @Test func spawn_inAScopeWithAName_isNumbered() async throws {
        let names = try await onThread {
            withThreads(name: "loader") { scope in
                let one = scope.spawn { NativeThread.current.name }
                let named = scope.spawn(name: "other") { NativeThread.current.name }
                let two = scope.spawn { NativeThread.current.name }
                return [one.join(), named.join(), two.join()]
            }
        }
        #expect(names == ["loader-1", "other", "loader-2"])
    }

    /// T1: as without a scope.
    @Test func spawn_inAScopeWithoutAName_isNamedAsAnyThread() async throws {
        let name = try await onThread { withThreads { scope in scope.spawn { NativeThread.current.name }.join() } }
        #expect(name.hasPrefix("Thread-"))
    }

    // MARK: What the system refuses

    /// T3: the scope goes on without the thread.
    @Test func start_whenTheSystemRefuses_throwsAndTheScopeGoesOn() async throws {
        let (isRefused, value) = try await onThread {
            withThreads(limit: 1) { scope in
                var isRefused = false
                do throws(ThreadStartError) {
                    try scope.start(stackSize: 1 << 60) { preconditionFailure("it was run") }
                } catch {
                    isRefused = true
                }
                // In the place that it did not keep.
                return (isRefused, scope.spawn(stackSize: 1 << 20) { 1 }.join())
            }
        }
        #expect(isRefused)
        #expect(value == 1)
    }
}
