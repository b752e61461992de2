// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

/// Every scope that takes something gives it back, however the body leaves.
@Suite struct ScopeReleaseTests {
    struct Failure: Error, Equatable {}

    /// A scope of the module that a body runs in.
    struct Scope: Sendable, CustomTestStringConvertible {
        /// One object of its kind.
        struct Attempt: Sendable {
            /// Runs a body in the scope, which throws or not.
            let enter: @Sendable (Bool) throws -> Void
            /// Whether it could be entered now without waiting.
            let isFree: @Sendable () -> Bool
        }

        let name: String
        let make: @Sendable () -> Attempt

        var testDescription: String { name }
    }

    @Sendable private static func leave(_ byError: Bool) throws(Failure) {
        if byError { throw Failure() }
    }

    /// An object, so that the guard is not the one for values.
    private final class Box { var value = 0 }

    private static let scopes: [Scope] = [
        Scope(name: "Lock.withLock") {
            let lock = Lock()
            return .init(enter: { error in try lock.withLock { try leave(error) } }, isFree: { !lock.isLocked })
        },
        Scope(name: "Lock.withLockIfAvailable") {
            let lock = Lock()
            return .init(
                enter: { error in _ = try lock.withLockIfAvailable { try leave(error) } },
                isFree: { !lock.isLocked }
            )
        },
        Scope(name: "Locked.withLock") {
            let guarded = Locked(0)
            return .init(
                enter: { error in try guarded.withLock { _ in try leave(error) } },
                isFree: { guarded.withLockIfAvailable { _ in true } ?? false }
            )
        },
        Scope(name: "Locked.withLockIfAvailable") {
            let guarded = Locked(0)
            return .init(
                enter: { error in _ = try guarded.withLockIfAvailable { _ in try leave(error) } },
                isFree: { guarded.withLockIfAvailable { _ in true } ?? false }
            )
        },
        Scope(name: "Locked.withLock(for:)") {
            let guarded = Locked(0)
            return .init(
                enter: { error in _ = try guarded.withLock(for: .zero) { _ in try leave(error) } },
                isFree: { guarded.withLockIfAvailable { _ in true } ?? false }
            )
        },
        Scope(name: "Locked.withLock of an object") {
            let guarded = Locked(Box())
            return .init(
                enter: { error in try guarded.withLock { _ in try leave(error) } },
                isFree: { guarded.withLockIfAvailable { _ in true } ?? false }
            )
        },
        Scope(name: "Locked.withLockIfAvailable of an object") {
            let guarded = Locked(Box())
            return .init(
                enter: { error in _ = try guarded.withLockIfAvailable { _ in try leave(error) } },
                isFree: { guarded.withLockIfAvailable { _ in true } ?? false }
            )
        },
        Scope(name: "Locked.withLock(for:) of an object") {
            let guarded = Locked(Box())
            return .init(
                enter: { error in _ = try guarded.withLock(for: .zero) { _ in try leave(error) } },
                isFree: { guarded.withLockIfAvailable { _ in true } ?? false }
            )
        },
        Scope(name: "Condition.withLock") {
            let condition = Condition()
            return .init(
                enter: { error in try condition.withLock { try leave(error) } },
                isFree: { !condition.lock.isLocked }
            )
        },
        Scope(name: "Condition.wait(where:) in withLock") {
            let condition = Condition()
            return .init(
                enter: { error in
                    try condition.withLock {
                        try condition.wait {
                            try leave(error)
                            return true
                        }
                    }
                },
                isFree: { !condition.lock.isLocked }
            )
        },
        Scope(name: "Semaphore.withPermit") {
            let semaphore = Semaphore(value: 1, limit: 1)
            return .init(
                enter: { error in try semaphore.withPermit { try leave(error) } },
                isFree: { semaphore.value == 1 }
            )
        },
    ]

    /// X8: by an error, which arrives where the scope was entered.
    @Test(arguments: scopes) func scope_leftByAnError_isFreeAndTheErrorArrives(scope: Scope) async throws {
        let (error, isFree) = try await onThread {
            let attempt = scope.make()
            do {
                try attempt.enter(true)
                return (nil as Failure?, attempt.isFree())
            } catch { return (error as? Failure, attempt.isFree()) }
        }
        #expect(error == Failure())
        #expect(isFree)
    }

    /// X8: by its end, again and again.
    @Test(arguments: scopes) func scope_leftByItsEnd_isFree(scope: Scope) async throws {
        let isFree = try await onThread {
            let attempt = scope.make()
            return try (1...3).allSatisfy { _ in
                try attempt.enter(false)
                return attempt.isFree()
            }
        }
        #expect(isFree)
    }

    /// X7, X8: on a thread that the package did not start.
    @Test(arguments: scopes) func scope_onAForeignThread_isFreeAfterwards(scope: Scope) async throws {
        let isFree = try await onThread {
            let attempt = scope.make()
            let foreign = ForeignThread { try? attempt.enter(true) }
            foreign.join()
            return attempt.isFree()
        }
        #expect(isFree)
    }
}
