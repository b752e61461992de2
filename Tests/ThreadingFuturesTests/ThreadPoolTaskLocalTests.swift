// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Task-local values that travel with work.
@Suite struct ThreadPoolTaskLocalTests {
    private enum Local {
        @TaskLocal static var id = "none"
        @TaskLocal static var depth = 0
    }

    private func pool(_ locals: [InheritedTaskLocal]) -> ThreadPool {
        var options = ThreadPoolOptions(maximumThreads: 1)
        options.inherited = locals
        return ThreadPool(options)
    }

    /// Ask 19.
    @Test func submit_inATask_takesTheNamedValuesAlong() async throws {
        let pool = pool([.init(Local.$id), .init(Local.$depth)])
        let future = Local.$id.withValue("42") {
            Local.$depth.withValue(7) { pool.submit { "\(Local.id) \(Local.depth)" } }
        }
        #expect(try await future.value == "42 7")
        // The next work of the same thread has its own.
        #expect(try await pool.submit { "\(Local.id) \(Local.depth)" }.value == "none 0")
    }

    /// Ask 19.
    @Test func submit_onAThread_takesTheNamedValuesAlong() async throws {
        let pool = pool([.init(Local.$id)])
        let value = try await onThread {
            try Local.$id.withValue("thread") { try pool.submit { Local.id }.result() }
        }
        #expect(value == "thread")
    }

    /// Ask 19: they cannot be enumerated, so what is not named stays behind.
    @Test func submit_withoutNames_takesNothingAlong() async throws {
        let pool = pool([])
        let future = Local.$id.withValue("42") { pool.submit { Local.id } }
        #expect(try await future.value == "none")
    }

    /// Ask 19, X21: helped work has the values of its submitter, not of the helper.
    @Test func submit_ofWorkThatAWaiterDoes_hasTheValuesOfItsSubmitter() async throws {
        let pool = pool([.init(Local.$id)])
        let values = try await pool.submit {
            let inner = Local.$id.withValue("inner") { pool.submit { Local.id } }
            return try Local.$id.withValue("outer") { [try inner.result(), Local.id] }
        }.value
        #expect(values == ["inner", "outer"])
    }

    /// Ask 19, X19: an error goes through.
    @Test func submit_ofWorkThatThrows_throwsTheError() async throws {
        struct Oops: Error, Equatable {}
        let pool = pool([.init(Local.$id)])
        await #expect(throws: Oops()) { try await pool.submit { throw Oops() }.value }
    }
}
