// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import Threading
internal import ThreadingCore

extension Future {
    /// The future of all values.
    ///
    /// **Java**: `allOf`. **JavaScript**: `Promise.all`.
    ///
    /// - Parameter futures: what is wanted; they go on if one of them fails.
    /// - Returns: a future that has their values in their order, or fails as soon as one of them does, with its error.
    public static func all(_ futures: some Sequence<Future<Value>>) -> Future<[Value]> {
        let futures = Array(futures)
        let whole = Future<[Value]>()
        whole.adopt(SeveralWork(futures))
        let left = AtomicCell(futures.count)
        if futures.isEmpty { whole.finish(.success([])) }
        for future in futures {
            future.observe { result in
                switch result {
                case .failure(let error):
                    whole.finish(.failure(error))
                case .success:
                    guard left.add(-1) == 0 else { return }
                    whole.finish(Result { try futures.compactMap { try $0.settled()?.get() } })
                }
            }
        }
        return whole
    }

    /// The future of the first value.
    ///
    /// **JavaScript**: `Promise.any`. **Java**: `anyOf`, where an error counts as well.
    ///
    /// - Parameter futures: any of which will do; the others go on.
    /// - Returns: a future that has the value of the first that has one; if all fail, it fails with the error of the last
    ///   that did, and with ``FutureError/empty`` if there are none.
    public static func any(_ futures: some Sequence<Future<Value>>) -> Future<Value> {
        let futures = Array(futures)
        let first = Future<Value>()
        first.adopt(SeveralWork(futures))
        let left = AtomicCell(futures.count)
        if futures.isEmpty { first.finish(.failure(FutureError.empty)) }
        for future in futures {
            future.observe { result in
                switch result {
                case .success: first.finish(result)
                case .failure: if left.add(-1) == 0 { first.finish(result) }
                }
            }
        }
        return first
    }
}

/// The work of a future that is made from several: whoever waits for it helps with all of them.
private final class SeveralWork<Source: Sendable>: FutureWork {
    private let sources: [Future<Source>]

    init(_ sources: [Future<Source>]) {
        self.sources = sources
    }

    func help() {
        for source in sources { source.help() }
    }

    func discard() {}
}
