// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// What `join` promises, on one thread and on several.
@Suite struct JoinTests {
    private static func fibonacci(_ number: Int, _ pool: ThreadPool) -> Int {
        if number < 2 { return number }
        let (one, two) = pool.join({ fibonacci(number - 1, pool) }, { fibonacci(number - 2, pool) })
        return one + two
    }

    /// Ask 39: nested forks, stolen and not.
    @Test(arguments: [1, 2, 8]) func join_nested_givesBothResults(threads: Int) async throws {
        let result = try await onThread {
            let pool = ThreadPool(threads: threads)
            defer { pool.shutdown() }
            return Self.fibonacci(18, pool)
        }
        #expect(result == 2_584)
    }
}
