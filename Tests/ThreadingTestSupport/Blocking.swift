// Part of swift-threading. Apache-2.0: see LICENSE.

/// Lets the asynchronous body of an exit test block: its process runs nothing else.
package func blocking<Value>(_ body: () throws -> Value) rethrows -> Value { try body() }
