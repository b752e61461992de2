// Part of swift-threading. Apache-2.0: see LICENSE.

import InMemoryLogging
import Logging
import Testing
import Threading
import ThreadingFutures

/// What an observer tells swift-log.
@Suite struct ThreadPoolLoggerTests {
    private struct Failure: Error, Equatable {}

    private let handler: InMemoryLogHandler
    private let observer: ThreadPoolLogger

    init() {
        var handler = InMemoryLogHandler()
        handler.logLevel = .trace
        let logged = handler
        self.handler = handler
        observer = ThreadPoolLogger(logger: Logger(label: "test") { _ in logged })
    }

    private var entry: InMemoryLogHandler.Entry {
        get throws { try #require(handler.entries.count == 1 ? handler.entries.first : nil) }
    }

    @Test func thread_thatStarts_isDebug() throws {
        observer.threadDidStart(in: "loader", threads: 3)
        #expect(try entry.level == .debug)
        #expect(try entry.message == "thread started")
        #expect(try entry.metadata["pool"] == "loader")
        #expect(try entry.metadata["threads"] == "3")
    }

    @Test func thread_thatEnds_isDebug() throws {
        observer.threadWillEnd(in: "loader", threads: 2)
        #expect(try entry.level == .debug)
        #expect(try entry.message == "thread ends")
        #expect(try entry.metadata["threads"] == "2")
    }

    @Test func metadata_namesTheThreadThatTells() async throws {
        let observer = observer
        await NativeThread.spawn(name: "loader-7") { observer.threadDidStart(in: "loader", threads: 7) }.value
        #expect(try entry.metadata["thread"] == "loader-7")
    }

    @Test func task_thatFails_isAWarningWithItsError() throws {
        observer.taskDidRun(in: "loader", took: .seconds(1), failure: Failure())
        #expect(try entry.level == .warning)
        #expect(try entry.message == "task failed")
        #expect(try entry.error is Failure)
    }

    @Test func task_thatSucceeds_isNotLogged() {
        observer.taskWasSubmitted(to: "loader", queued: 1)
        observer.taskWillRun(in: "loader", waited: .zero)
        observer.taskDidRun(in: "loader", took: .seconds(1), failure: nil)
        #expect(handler.entries.isEmpty)
    }

    @Test func rejection_isAWarningWithItsReason() throws {
        observer.taskWasRejected(by: "loader", because: .shutDown)
        #expect(try entry.level == .warning)
        #expect(try entry.error as? PoolError == .shutDown)
    }

    @Test func initializer_thatFails_isAnError() throws {
        observer.initializerDidFail(in: "loader", with: Failure())
        #expect(try entry.level == .error)
        #expect(try entry.error is Failure)
    }

    /// The only test that sets the hook, which is one for the process.
    @Test func unhandledErrors_goToTheLogger() async throws {
        defer { NativeThread.unhandledErrorHook = nil }
        let logged = handler
        NativeThread.logUnhandledErrors(to: Logger(label: "test") { _ in logged })
        // The handle is dropped at once: nobody will join.
        _ = NativeThread.spawn(name: "careless") { throw Failure() }
        while handler.entries.isEmpty { await Task.yield() }
        #expect(try entry.level == .error)
        #expect(try entry.error is Failure)
        #expect(try entry.metadata["thread"] == "careless")
    }
}
