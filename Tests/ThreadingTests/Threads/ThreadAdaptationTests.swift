// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// What has another shape here than in Python, and rows that no other suite has in whole.
@Suite struct ThreadAdaptationTests {
    @TaskLocal static var request = "none"

    /// T2: task-local values are not handed on; what the body is to have, it captures.
    @Test func spawn_whereATaskLocalIsBound_doesNotHandItOn() async throws {
        let seen = try await onThread {
            Self.$request.withValue("seven") {
                let request = Self.request
                return NativeThread.spawn {
                    // The same from outside, if it is bound anew.
                    [Self.request, request, Self.$request.withValue(request) { Self.request }]
                }.join()
            }
        }
        #expect(seen == ["none", "seven", "seven"])
    }

    /// T1: arguments are captures.
    @Test func spawn_withArguments_capturesThem() async throws {
        let sum = try await onThread {
            func add(_ one: Int, _ other: Int, scale: Int = 1) -> Int { (one + other) * scale }
            return (0..<3).map { number in NativeThread.spawn { add(number, 1, scale: 10) } }.map { $0.join() }
        }
        #expect(sum == [10, 20, 30])
    }

    /// T11: where Python overrides `run` and keeps results in attributes, a type of the user's own has a thread and a
    /// method that is its body; its initialiser cannot be forgotten.
    @Test func thread_ofATypeOfTheUsersOwn_isAClosureAndAHandle() async throws {
        final class Downloader: Sendable {
            private let url: String
            init(_ url: String) { self.url = url }
            func start() -> JoinHandle<Int, Never> { NativeThread.spawn(name: url) { [self] in run() } }
            private func run() -> Int { url.utf8.count }
        }
        let (name, size) = try await onThread {
            let handle = Downloader("a://b").start()
            return (handle.thread.name, handle.join())
        }
        #expect(name == "a://b")
        #expect(size == 5)
    }

    /// T4: a body runs once, on its thread; there is no `run` to call again and no thread to start twice (T3).
    @Test func body_runsOnceOnItsThread() async throws {
        let (runs, isElsewhere) = try await onThread {
            let runs = AtomicCell(0)
            let caller = NativeThread.current
            let handle = NativeThread.spawn {
                runs.add(1)
                return NativeThread.current != caller
            }
            return (runs.load() <= 1, handle.join() && handle.join() && runs.load() == 1)
        }
        #expect(runs)
        #expect(isElsewhere)
    }

    /// F1: how many there are is the count of the list.
    @Test func all_countedBeforeAndAfterAStart_isOneMore() async throws {
        let (before, during, after) = try await onThread {
            let name = "counted"
            let mayEnd = Event()
            func count() -> Int { NativeThread.all.count { $0.name == name } }
            let before = count()
            let handle = NativeThread.spawn(name: name) { mayEnd.wait() }
            let during = count()
            mayEnd.set()
            handle.join()
            return (before, during, count())
        }
        #expect((before, during, after) == (0, 1, 0))
    }

    /// F2, T6: a thread that is started is listed and alive at once, whether or not it runs already.
    @Test func all_rightAfterAStart_listsTheThread() async throws {
        let results = try await onThread {
            (0..<50).map { _ in
                let mayEnd = Event()
                let handle = NativeThread.spawn { mayEnd.wait() }
                let isThere = NativeThread.all.contains(handle.thread) && handle.thread.isAlive && !handle.isFinished
                mayEnd.set()
                handle.join()
                return isThere
            }
        }
        #expect(results.allSatisfy { $0 })
    }

    /// F5, F6: two numbers, neither zero, and not each other.
    @Test func numbers_ofThreadsAtOnce_areTheirOwn() async throws {
        let (ids, nativeIDs) = try await onThread {
            let (arrived, mayEnd) = (Semaphore(value: 0), Event())
            let handles = (0..<10).map { _ in
                NativeThread.spawn {
                    arrived.signal()
                    mayEnd.wait()
                }
            }
            for _ in handles { arrived.wait() }
            let numbers = handles.map { ($0.thread.id, $0.thread.nativeID ?? 0) }
            mayEnd.set()
            for handle in handles { handle.join() }
            return (Set(numbers.map(\.0)), Set(numbers.map(\.1)))
        }
        #expect(ids.count == 10 && !ids.contains(0))
        #expect(nativeIDs.count == 10 && !nativeIDs.contains(0))
    }

    /// F11: no time is too long, where Python has a `TIMEOUT_MAX` and raises.
    @Test(arguments: [Duration.seconds(Int64.max), .seconds(9_223_372_037), .seconds(1) * Int64.max / 2])
    func join_forAnEnormousTime_isForEver(duration: Duration) async throws {
        let value = try await onThread {
            let mayEnd = Event()
            let handle = NativeThread.spawn {
                mayEnd.wait()
                return 3
            }
            let joiner = NativeThread.spawn { handle.join(for: duration) }
            waitUntilAsleep(joiner.thread, on: .join)
            mayEnd.set()
            return joiner.join()
        }
        #expect(value == 3)
    }

    /// F11, T3: `ThreadError` is an error of its own kind that says what the system said.
    @Test func threadStartError_isAValueWithTheSystemsNumber() async throws {
        let (error, other) = try await onThread {
            func refusal() -> ThreadStartError? {
                do throws(ThreadStartError) {
                    try NativeThread.start(stackSize: 1 << 60) {}
                    return nil
                } catch {
                    return error
                }
            }
            return (refusal(), refusal())
        }
        #expect(error != nil)
        #expect(error == other)
    }

    /// Z12: a start does not wait for the thread, so nothing that happens to it early can make it hang.
    @Test func start_ofThreadsThatEndAtOnceOrThrow_neverHangs() async throws {
        let ended = try await onThread {
            var ended = 0
            for number in 0..<500 {
                let handle = NativeThread.spawn {
                    if number.isMultiple(of: 2) { throw CancellationError() }
                    return number
                }
                do { ended += try handle.join() == number ? 1 : 0 } catch {}
            }
            return ended
        }
        #expect(ended == 250)
    }

    /// Z12: even a start by a thread that ends at once.
    @Test func start_byAThreadThatEndsAtOnce_leavesTheThreadRunning() async throws {
        let value = try await onThread { NativeThread.spawn { NativeThread.spawn { 4 } }.join().join() }
        #expect(value == 4)
    }

    /// T9: there is nothing to set: what a thread is, it is from its start; main is none.
    @Test func isDaemon_byDefault_isFalseAlsoForTheChildrenOfADaemon() async throws {
        let flags = try await onThread {
            NativeThread.spawn(daemon: true) {
                let child = NativeThread.spawn { NativeThread.current.isDaemon }
                return [NativeThread.current.isDaemon, child.join()]
            }.join()
        }
        #expect(flags == [true, false])
        #expect(!NativeThread.main.isDaemon)
    }

    /// T10: before it runs it is told as starting or running, and after its end as ended.
    @Test func description_rightAfterAStart_isStartingOrRunning() async throws {
        let (early, late) = try await onThread {
            let mayEnd = Event()
            let handle = NativeThread.spawn(name: "told") { mayEnd.wait() }
            let early = "\(handle.thread)"
            mayEnd.set()
            handle.join()
            return (early, "\(handle.thread)")
        }
        #expect(early.hasPrefix("<NativeThread \"told\" starting") || early.hasPrefix("<NativeThread \"told\" running"))
        #expect(late.hasPrefix("<NativeThread \"told\" ended"))
    }
}
