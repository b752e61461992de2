// Part of swift-threading. Apache-2.0: see LICENSE.

/// Runs the body with a pool that ends with it.
///
/// When the body returns, all work that was submitted is done before this returns. When it throws, work that has not begun
/// is cancelled, and what is being done is waited for: an error ends the scope soon, and no work outlives it.
///
/// ```swift
/// let sizes = try withThreadPool(ThreadPoolOptions(maximumThreads: 4)) { pool in
///     let futures = paths.map { path in pool.submit { try read(path).count } }
///     return try futures.map { try $0.result() }
/// }
/// ```
///
/// **Blocking**: as ``ThreadPool/shutdown(cancellingQueued:)``, at the end of the body.
///
/// **Precondition**: the body does not run on a thread of this pool.
///
/// **Python**: `with ThreadPoolExecutor(…) as pool`, which does the whole backlog also after an error.
///
/// - Parameters:
///   - options: what the pool is to be like.
///   - body: gives work to the pool. It may shut the pool down itself.
/// - Throws: what the body throws.
/// - Returns: what the body returns.
@available(*, noasync, message: "blocks the thread")
public func withThreadPool<Result, Failure: Error>(
    _ options: ThreadPoolOptions = ThreadPoolOptions(),
    _ body: (ThreadPool) throws(Failure) -> Result
) throws(Failure) -> Result {
    let pool = ThreadPool(options)
    do {
        let result = try body(pool)
        pool.shutdown()
        return result
    } catch {
        pool.shutdown(cancellingQueued: true)
        throw error
    }
}

/// Runs the body with a pool of so many threads that ends with it.
///
/// As ``withThreadPool(_:_:)``.
///
/// - Parameters:
///   - threads: how many there may be at a time.
///   - name: what the pool is called.
///   - body: gives work to the pool.
/// - Throws: what the body throws.
/// - Returns: what the body returns.
@available(*, noasync, message: "blocks the thread")
public func withThreadPool<Result, Failure: Error>(
    threads: Int,
    name: String? = nil,
    _ body: (ThreadPool) throws(Failure) -> Result
) throws(Failure) -> Result {
    try withThreadPool(ThreadPoolOptions(maximumThreads: threads, name: name), body)
}
