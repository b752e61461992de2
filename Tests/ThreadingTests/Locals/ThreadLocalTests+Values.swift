// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// What other threads see, and what is refused.
extension ThreadLocalTests {
    /// V1, 4.1.49: the values of the living, in the order of their making.
    @Test func values_areThoseOfTheThreadsThatHaveOne() async throws {
        let (during, after) = try await onThread {
            let local = ThreadLocal(tracksValues: true) { 0 }
            let (touched, mayEnd) = (Semaphore(value: 0), Event())
            let threads = (1...4).map { number in
                let thread = NativeThread.spawn {
                    local.value = number
                    local.withValue { $0 *= 10 }
                    touched.signal()
                    mayEnd.wait()
                }
                touched.wait()
                return thread
            }
            let during = local.values
            mayEnd.set()
            for thread in threads { thread.join() }
            return (during, local.values)
        }
        #expect(during == [10, 20, 30, 40])
        #expect(after == [])
    }

    /// V1, 4.1.49: the caller's is among them, and none that was removed.
    @Test func values_withTheCallersOwn_followIt() async throws {
        let seen = try await onThread {
            let local = ThreadLocal(tracksValues: true) { 1 }
            var seen = [local.values]
            _ = local.value
            seen.append(local.values)
            local.value = 2
            seen.append(local.values)
            local.withValue { $0 += 1 }
            seen.append(local.values)
            local.removeValue()
            return seen + [local.values]
        }
        #expect(seen == [[], [1], [2], [3], []])
    }

    /// V1, 4.1.49: looked at while threads count, each is whole.
    @Test func values_whileThreadsChangeThem_areWhole() async throws {
        let (torn, sum) = try await onThread {
            let local = ThreadLocal(tracksValues: true) { [0, 0] }
            let (mayEnd, done) = (Event(), Semaphore(value: 0))
            let threads = (0..<3).map { _ in
                NativeThread.spawn {
                    for _ in 0..<2_000 {
                        local.withValue { value in
                            value[0] += 1
                            value[1] += 1
                        }
                    }
                    done.signal()
                    mayEnd.wait()
                }
            }
            var torn = 0
            for _ in 0..<500 { torn += local.values.count { $0[0] != $0[1] } }
            for _ in threads { done.wait() }
            let sum = local.values.reduce(0) { $0 + $1[0] }
            mayEnd.set()
            for thread in threads { thread.join() }
            return (torn, sum)
        }
        #expect(torn == 0)
        #expect(sum == 6_000)
    }

    /// V1, 4.1.49: a body may look at the values of all: it holds no lock.
    @Test func values_insideWithValue_areThoseBefore() async throws {
        let seen = try await onThread {
            let local = ThreadLocal(tracksValues: true) { 1 }
            return local.withValue { value in
                value = 2
                return local.values
            }
        }
        #expect(seen == [1])
    }

    /// V1, 4.1.49.
    @Test func values_ofOneThatDoesNotTrackThem_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThreadLocal { 1 }.values
        }
        #expect(result.errorText.contains("thread local that was not made with tracksValues: true"))
    }

    /// V1: two uses of one value at once.
    @Test func value_insideWithValue_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let local = ThreadLocal { 1 }
                local.withValue { $0 = local.value + 1 }
            }
        }
        #expect(result.errorText.contains("the value of a thread local was used inside its own withValue"))
    }

    /// V1: nor may it be taken away.
    @Test func removeValue_insideWithValue_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let local = ThreadLocal { 1 }
                local.withValue { _ in _ = local.removeValue() }
            }
        }
        #expect(result.errorText.contains("the value of a thread local was used inside its own withValue"))
    }

    /// V2.
    @Test func initializer_thatAsksForItsOwnValue_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let own = Locked<ThreadLocal<Int>?>(nil)
                let local = ThreadLocal { (own.withLock { $0 }?.value ?? 0) + 1 }
                own.withLock { $0 = local }
                _ = local.value
            }
        }
        #expect(result.errorText.contains("the initializer of a thread local asks for the value that it is to make"))
    }
}
