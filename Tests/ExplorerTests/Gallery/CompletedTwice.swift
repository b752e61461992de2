// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// Two threads see that there is no value yet, and both write theirs.
    static let completedTwice = GalleryProgram(
        name: "a future that is looked at and written under its lock, but not under the same hold",
        failure: .expectation,
        clue: "completed twice",
        broken: {
            completeTwice { future, value in
                let isOpen = future.withLock { $0 == nil }
                guard isOpen else { return false }
                future.withLock { $0 = value }
                return true
            }
        },
        correct: {
            completeTwice { future, value in
                future.withLock {
                    let isOpen = $0 == nil
                    guard isOpen else { return false }
                    $0 = value
                    return true
                }
            }
        }
    )
}

private func completeTwice(_ complete: @escaping @Sendable (Locked<Int?>, Int) -> Bool) {
    let future = Locked<Int?>(nil)
    let one = NativeThread.spawn { complete(future, 1) }
    let other = NativeThread.spawn { complete(future, 2) }
    let (first, second) = (one.join(), other.join())
    expect(first != second, "completed twice, or not at all")
    expect(future.withLock { $0 } == (first ? 1 : 2), "the value is that of the thread that was refused")
}
