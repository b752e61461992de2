// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// When values are destroyed, and what destructors may do.
extension ThreadLocalTests {
    /// V1: with the thread, before a join returns.
    @Test func value_whenItsThreadHasBeenJoined_isDestroyed() async throws {
        let living = try await onThread {
            let lives = LifeCounter()
            let local = ThreadLocal { lives.makeObject() }
            local.withValue { $0.touch() }
            let thread = NativeThread.spawn {
                local.withValue { $0.touch() }
                return lives.living
            }
            return [thread.join(), lives.living]
        }
        #expect(living == [2, 1])
    }

    /// V1: on its own thread, which still knows who it is.
    @Test func value_atTheEndOfItsThread_isDestroyedOnIt() async throws {
        let name = try await onThread {
            let seen = Locked("")
            let local = ThreadLocal {
                DeinitProbe {
                    let name = NativeThread.current.name
                    seen.withLock { $0 = name }
                }
            }
            NativeThread.spawn(name: "owner") { _ = local.value }.join()
            return seen.withLock { $0 }
        }
        #expect(name == "owner")
    }

    /// V1: also if the body throws.
    @Test func value_ofAThreadThatThrows_isDestroyed() async throws {
        let living = try await onThread {
            let lives = LifeCounter()
            let local = ThreadLocal { lives.makeObject() }
            let thread = NativeThread.spawn {
                local.withValue { $0.touch() }
                throw CancellationError()
            }
            _ = try? thread.join()
            return lives.living
        }
        #expect(living == 0)
    }

    /// V1: a foreign thread's, too, before it is gone.
    @Test func value_ofAForeignThread_isDestroyedAtItsEnd() async throws {
        let living = try await onThread {
            let lives = LifeCounter()
            let local = ThreadLocal { lives.makeObject() }
            ForeignThread { local.withValue { $0.touch() } }.join()
            return lives.living
        }
        #expect(living == 0)
    }

    /// V1: with the thread local, while threads live on.
    @Test func values_whenTheThreadLocalGoes_areDestroyed() async throws {
        let living = try await onThread {
            let lives = LifeCounter()
            let (touched, mayEnd) = (Semaphore(value: 0), Event())
            let handOver = Locked<ThreadLocal<LifeCounter.Counted>?>(ThreadLocal { lives.makeObject() })
            let threads = (0..<3).map { _ in
                NativeThread.spawn {
                    handOver.withLock { $0 }?.withValue { $0.touch() }
                    touched.signal()
                    mayEnd.wait()
                }
            }
            for _ in threads { touched.wait() }
            let before = lives.living
            handOver.withLock { $0 = nil }
            let after = lives.living
            mayEnd.set()
            for thread in threads { thread.join() }
            return [before, after]
        }
        #expect(living == [3, 0])
    }

    /// V1: an old value goes when another is set or it is removed.
    @Test func value_thatIsReplacedOrRemoved_isDestroyed() async throws {
        let destroyed = try await onThread {
            let destroyed = Locked<[String]>([])
            let make: @Sendable (String) -> DeinitProbe = { name in
                DeinitProbe { destroyed.withLock { $0.append(name) } }
            }
            let local = ThreadLocal { make("first") }
            _ = local.value
            local.value = make("second")
            local.withValue { $0 = make("third") }
            local.removeValue()
            return destroyed.withLock { $0 }
        }
        #expect(destroyed == ["first", "second", "third"])
    }

    /// V1: the latest first, and a destructor sees what was there before its own.
    @Test func values_atTheEndOfAThread_goTheLatestFirstAndSeeTheEarlier() async throws {
        let log = try await onThread {
            let log = Locked<[String]>([])
            let earlier = ThreadLocal {
                DeinitProbe { log.withLock { $0.append("earlier goes") } }
            }
            let text = ThreadLocal { "unset" }
            let later = ThreadLocal {
                DeinitProbe {
                    let seen = text.value
                    log.withLock { $0.append("later goes, text is \(seen)") }
                }
            }
            NativeThread.spawn {
                _ = earlier.value
                text.value = "set"
                _ = later.value
            }.join()
            return log.withLock { $0 }
        }
        #expect(log == ["later goes, text is set", "earlier goes"])
    }

    /// V1: a destructor that makes a value of another thread local, for the first time in this thread or again:
    /// that one is destroyed as well.
    @Test func destructor_thatMakesOtherValues_hasThemDestroyed() async throws {
        let (living, made) = try await onThread {
            let lives = LifeCounter()
            let made = AtomicCell(0)
            let last = ThreadLocal {
                made.add(1)
                return lives.makeObject()
            }
            var locals: [ThreadLocal<DeinitProbe>] = []
            for _ in 0..<8 {
                let next = locals.last
                locals.append(
                    ThreadLocal {
                        DeinitProbe {
                            last.withValue { $0.touch() }
                            _ = next?.value
                        }
                    }
                )
            }
            let chain = locals
            NativeThread.spawn { _ = chain[7].value }.join()
            return (lives.living, made.load())
        }
        #expect(living == 0)
        #expect(made >= 1)
    }

    /// V1: one that always makes its own value anew does not keep the thread from its end.
    @Test func destructor_thatAlwaysMakesItsValueAnew_isCutOff() async throws {
        let (count, hasMore) = try await onThread {
            let count = AtomicCell(0)
            let own = Locked<ThreadLocal<DeinitProbe>?>(nil)
            let local = ThreadLocal {
                DeinitProbe {
                    count.add(1)
                    _ = own.withLock { $0 }?.value
                }
            }
            own.withLock { $0 = local }
            NativeThread.spawn { _ = local.value }.join()
            let before = count.load()
            // What was left goes with the thread local.
            own.withLock { $0 = nil }
            return (before, before)
        }
        #expect(count > 4)
        #expect(hasMore == count)
    }

    /// V1: the value that a thread's result makes at its own destruction, after the end of the body, goes too.
    @Test func value_madeWhenTheResultIsDestroyed_isDestroyed() async throws {
        let living = try await onThread {
            let lives = LifeCounter()
            let local = ThreadLocal { lives.makeObject() }
            let (wasDropped, hasGone) = (Event(), Event())
            let observed = Locked<NativeThread?>(nil)
            NativeThread.spawn {
                let thread = NativeThread.current
                observed.withLock { $0 = thread }
                wasDropped.wait()
                return DeinitProbe {
                    local.withValue { $0.touch() }
                    hasGone.set()
                }
            }
            wasDropped.set()
            hasGone.wait()
            waitUntil { lives.living == 0 }
            return lives.living
        }
        #expect(living == 0)
    }

    /// V1: a lock that a destructor takes is none of ours, and threads that end at once do not stand in each
    /// other's way.
    @Test func values_ofThreadsThatEndWhileTheThreadLocalGoes_areDestroyedOnce() async throws {
        let living = try await onThread {
            let lives = LifeCounter()
            for _ in 0..<200 {
                var local: ThreadLocal<LifeCounter.Counted>? = ThreadLocal { lives.makeObject() }
                let threads = (0..<4).map { [local] _ in NativeThread.spawn { local?.withValue { $0.payload += 1 } } }
                local = nil
                for thread in threads { thread.join() }
            }
            return lives.living
        }
        #expect(living == 0)
    }
}
