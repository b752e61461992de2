// Part of swift-threading. Apache-2.0: see LICENSE.

/// One kind of queue or pool, and what is done with it in a round.
struct SoakKind: Sendable {
    let name: String

    /// Does a round with this seed, and throws a `Violation` if the ledger does not come out.
    ///
    /// The result is the number of operations.
    let run: @Sendable (_ seed: UInt64) throws -> Int

    static let all: [SoakKind] = queues + pools
}
