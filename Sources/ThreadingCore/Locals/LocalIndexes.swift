// Part of swift-threading. Apache-2.0: see LICENSE.

/// Which places in the tables of threads are taken; those that come free are given again, so that a table is no longer
/// than there were keys at once.
final class LocalIndexes: @unchecked Sendable {
    // Unchecked: both are guarded by `lock`.

    static let shared = LocalIndexes()

    private let lock = LockWord(isExplorable: false)
    private var free: [Int] = []
    private var count = 0

    private init() {}

    func take() -> Int {
        lock.lock()
        defer { lock.unlock() }
        if let index = free.popLast() { return index }
        count += 1
        return count - 1
    }

    func give(_ index: Int) {
        lock.lock()
        defer { lock.unlock() }
        free.append(index)
    }
}
