// Part of swift-threading. Apache-2.0: see LICENSE.

/// Runs the body where it stands, which may block the thread.
///
/// Only for the bodies of exit tests, which have a process to themselves: everywhere else a body that
/// blocks goes through ``onThread(name:within:_:)``.
///
/// - Parameter body: what to do.
/// - Throws: what the body throws.
/// - Returns: what the body returns.
package func blocking<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    try body()
}
