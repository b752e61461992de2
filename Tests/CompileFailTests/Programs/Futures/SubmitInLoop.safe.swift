// Part of swift-threading. Apache-2.0: see LICENSE.

// One submit in the text, many pieces of work when it runs.

import ThreadingFutures

func run(on pool: ThreadPool) throws -> [Int] {
    let squares = (0..<10).map { number in pool.submit { number * number } }
    return try squares.map { try $0.result() }
}
