// Part of swift-threading. Apache-2.0: see LICENSE.

// One submit in the text, many pieces of work when it runs.

import ThreadingFutures

func run(on pool: ThreadPool) {
    var squares: [Int] = []
    for number in 0..<10 {
        // error: sending value of non-Sendable type '() -> ()' risks causing data races
        _ = pool.submit { squares.append(number * number) }
    }
}
