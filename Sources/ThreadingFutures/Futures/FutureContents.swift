// Part of swift-threading. Apache-2.0: see LICENSE.

/// What is in the room of a future.
@usableFromInline
enum FutureContents: UInt8, Sendable { case nothing, body, value, boxedValue, error }
