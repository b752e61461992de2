// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingExplorer

extension GalleryProgram {
    /// The article's own example: every thread reads what the threads share, and writes what it made of it.
    static let hashWithoutLock = GalleryProgram(
        name: "data that several threads hash again and again without a lock",
        failure: .dataRace,
        clue: "data",
        broken: {
            hashInThreads { data, _ in data.write(hash(data.read())) }
        },
        correct: {
            hashInThreads { data, lock in
                lock.withLock { data.write(hash(data.read())) }
            }
        }
    )
}

private func hash(_ data: Int) -> Int { data &* 31 &+ 7 }

private func hashInThreads(_ update: @escaping @Sendable (WatchedVariable<Int>, Lock) -> Void) {
    let data = WatchedVariable(1, name: "data")
    let lock = Lock()
    together({ update(data, lock) }, { update(data, lock) })
    expect(data.read() == hash(hash(1)), "a hash was lost")
}
