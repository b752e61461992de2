// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// From asynchronous code.
extension JoinHandleTests {
    /// T5.
    @Test func value_ofAThreadThatRuns_suspendsUntilItEnds() async throws {
        let over = Event()
        let handle = NativeThread.spawn {
            over.wait()
            return 11
        }
        async let first = handle.value
        async let second = handle.value
        over.set()
        #expect(await first == 11)
        #expect(await second == 11)
        #expect(await handle.value == 11)
    }

    /// T5.
    @Test func value_ofAThreadThatThrew_throws() async {
        let handle = NativeThread.spawn { () throws(Failure) -> Int in throw Failure() }
        await #expect(throws: Failure.self) { try await handle.value }
        await #expect(throws: Failure.self) { try await handle.value }
    }

    /// T5: it cannot end the thread, so it does not end the wait.
    @Test func value_whenItsTaskIsCancelled_goesOnWaiting() async {
        let over = Event()
        let handle = NativeThread.spawn {
            over.wait()
            return 4
        }
        let task = Task { await handle.value }
        task.cancel()
        over.set()
        #expect(await task.value == 4)
    }

    /// T5: many tasks, some before and some after the end.
    @Test func value_byManyTasks_givesAllTheValue() async {
        let over = Event()
        let handle = NativeThread.spawn {
            over.wait()
            return 1
        }
        let sum = await withTaskGroup(of: Int.self) { group in
            for number in 0..<100 {
                group.addTask {
                    if number == 50 { over.set() }
                    return await handle.value
                }
            }
            return await group.reduce(0, +)
        }
        #expect(sum == 100)
    }
}
