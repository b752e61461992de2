// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// The end of a thread and what it returned.
@Suite struct JoinHandleTests {
    struct Failure: Error, Equatable {
        var number = 7
    }

    /// T5, Z7: typed, and no `try` where the body cannot throw.
    @Test func join_givesTheBodysValue() async throws {
        let value: Int = try await onThread {
            let handle: JoinHandle<Int, Never> = NativeThread.spawn { 42 }
            return handle.join()
        }
        #expect(value == 42)
    }

    /// T5, Z7: the body's own error type.
    @Test func join_throwsTheBodysError() async throws {
        let error = try await onThread {
            let handle = NativeThread.spawn { () throws(Failure) -> Int in throw Failure() }
            do throws(Failure) {
                _ = try handle.join()
                return nil as Failure?
            } catch {
                return error
            }
        }
        #expect(error == Failure())
    }

    /// T5: many joins, each with the value or the error.
    @Test func join_manyTimes_givesTheSameEachTime() async throws {
        let (values, errors) = try await onThread {
            let handle = NativeThread.spawn { [1, 2] }
            let values = (0..<3).map { _ in handle.join() }
            let failing = NativeThread.spawn { () throws(Failure) -> Int in throw Failure() }
            let errors = (0..<3).map { _ in (try? failing.join()) == nil }
            return (values, errors)
        }
        #expect(values == [[1, 2], [1, 2], [1, 2]])
        #expect(errors == [true, true, true])
    }

    /// T5: by many threads at once, all asleep in it.
    @Test func join_byManyThreads_givesAllTheValue() async throws {
        let values = try await onThread {
            let over = Event()
            let handle = NativeThread.spawn {
                over.wait()
                return 5
            }
            let joiners = (0..<10).map { _ in
                let joiner = NativeThread.spawn { handle.join() }
                waitUntilAsleep(joiner.thread, on: .join)
                return joiner
            }
            over.set()
            return joiners.map { $0.join() }
        }
        #expect(values == Array(repeating: 5, count: 10))
    }

    /// T5: after the exit.
    @Test func join_longAfterTheEnd_givesTheValue() async throws {
        let value = try await onThread {
            let handle = NativeThread.spawn { 3 }
            while !handle.isFinished { ThreadYield.yield() }
            return handle.join(for: .zero)
        }
        #expect(value == 3)
    }

    /// T5, Z7: nil is «not finished in time», and says nothing about the thread.
    @Test func join_forATimeThatPasses_isNilAndLeavesTheThread() async throws {
        let (early, late) = try await onThread {
            let over = Event()
            let handle = NativeThread.spawn {
                over.wait()
                return 1
            }
            let early = [
                handle.join(for: Delay.short), handle.join(until: .now + Delay.short), handle.join(for: .zero),
            ]
            over.set()
            return (early, handle.join(for: nil))
        }
        #expect(early == [nil, nil, nil])
        #expect(late == 1)
    }

    /// T5: an optional value can be told from a time-out.
    @Test func join_ofAnOptionalValue_keepsTheTwoNilsApart() async throws {
        let isSome = try await onThread {
            let handle = NativeThread.spawn { nil as Int? }
            return handle.join(for: nil) == .some(.none)
        }
        #expect(isSome)
    }

    /// T5: a timed join throws what the body threw.
    @Test func join_forATime_throwsTheBodysError() async throws {
        let thrown = try await onThread {
            let handle = NativeThread.spawn { () throws(Failure) -> Int in throw Failure() }
            do throws(Failure) {
                _ = try handle.join(for: Delay.medium)
                return false
            } catch {
                return error == Failure()
            }
        }
        #expect(thrown)
    }

    /// T5.
    @Test func join_ofOneself_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let own = Locked<JoinHandle<Void, Never>?>(nil)
                let isThere = Event()
                let handle = NativeThread.spawn(name: "narcissus") {
                    isThere.wait()
                    own.withLock { $0 }?.join()
                }
                own.withLock { $0 = handle }
                isThere.set()
                handle.join()
            }
        }
        #expect(result.errorText.contains("the thread \"narcissus\" joins itself, and would wait for ever"))
    }

    /// T5: also with a time, which would only hide the mistake.
    @Test func join_ofOneselfForATime_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let own = Locked<JoinHandle<Void, Never>?>(nil)
                let isThere = Event()
                let handle = NativeThread.spawn(name: "narcissus") {
                    isThere.wait()
                    _ = own.withLock { $0 }?.join(for: .zero)
                }
                own.withLock { $0 = handle }
                isThere.set()
                handle.join()
            }
        }
        #expect(result.errorText.contains("joins itself"))
    }

    /// T6: true is final, and what the thread did can be read then.
    @Test func isFinished_whenTrue_showsWhatTheThreadDid() async throws {
        final class Box: @unchecked Sendable {
            // Unchecked: the thread writes before it ends, the test reads after.
            var number = 0
        }
        let number = try await onThread {
            let box = Box()
            let handle = NativeThread.spawn { box.number = 9 }
            while !handle.isFinished { ThreadYield.yield() }
            return box.number
        }
        #expect(number == 9)
    }

    /// T4: what the body captured has been destroyed.
    @Test(arguments: [false, true]) func join_whenItReturns_theCapturesAreGone(throwing: Bool) async throws {
        let gone = try await onThread {
            (0..<20).allSatisfy { _ in
                let destroyed = Event()
                let handle = Self.startWithProbe(throwing: throwing, destroyed)
                _ = try? handle.join()
                return destroyed.isSet
            }
        }
        #expect(gone)
    }

    /// T4: and for those who look, too.
    @Test func isFinished_whenTrue_theCapturesAreGone() async throws {
        let gone = try await onThread {
            let destroyed = Event()
            let handle = Self.startWithProbe(throwing: false, destroyed)
            while !handle.isFinished { ThreadYield.yield() }
            return destroyed.isSet
        }
        #expect(gone)
    }

    private static func startWithProbe(throwing: Bool, _ destroyed: Event) -> JoinHandle<Int, any Error> {
        let probe = DeinitProbe {
            // Long enough for a join that does not wait for it to return first.
            for _ in 0..<100 { ThreadYield.yield() }
            destroyed.set()
        }
        return NativeThread.spawn {
            withExtendedLifetime(probe) {}
            if throwing { throw Failure() }
            return 1
        }
    }

    /// T5: the value itself lives as long as a handle does, and no longer.
    @Test func value_whenTheLastHandleGoes_isDestroyed() async throws {
        let (before, after) = try await onThread {
            let destroyed = Event()
            var handle: JoinHandle<DeinitProbe, Never>? = NativeThread.spawn { DeinitProbe { destroyed.set() } }
            _ = handle?.join()
            let before = destroyed.isSet
            handle = nil
            // The thread itself may hold it a moment longer.
            return (before, destroyed.wait(for: Delay.medium))
        }
        #expect(!before)
        #expect(after)
    }

    /// T5, F3: a value that nobody keeps is destroyed on its thread, which still knows who it is.
    @Test func value_thatNobodyKeeps_isDestroyedOnItsThread() async throws {
        let name = try await onThread {
            let seen = Locked("")
            let (destroyed, wasDropped) = (Event(), Event())
            NativeThread.spawn(name: "owner") {
                wasDropped.wait()
                return DeinitProbe {
                    let name = NativeThread.current.name
                    seen.withLock { $0 = name }
                    destroyed.set()
                }
            }
            wasDropped.set()
            destroyed.wait()
            return seen.withLock { $0 }
        }
        #expect(name == "owner")
    }

    /// F2, T6: by then it has ended for everybody else.
    @Test func value_thatNobodyKeeps_isDestroyedWhenItsThreadIsNoLongerListed() async throws {
        let results = try await onThread {
            let results = Locked<[Bool]>([])
            let (destroyed, wasDropped) = (Event(), Event())
            NativeThread.spawn {
                wasDropped.wait()
                return DeinitProbe {
                    let thread = NativeThread.current
                    let seen = [thread.isAlive, NativeThread.all.contains(thread), thread.isForeign]
                    results.withLock { $0 = seen }
                    destroyed.set()
                }
            }
            wasDropped.set()
            destroyed.wait()
            return results.withLock { $0 }
        }
        #expect(results == [false, false, false])
    }

    /// T5: a handle that is dropped does not touch the thread.
    @Test func handle_whenDropped_letsTheThreadRun() async throws {
        let ran = try await onThread {
            let ran = Event()
            NativeThread.spawn { ran.set() }
            return ran.wait(for: Delay.medium)
        }
        #expect(ran)
    }
}
