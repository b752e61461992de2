// Part of swift-threading. Apache-2.0: see LICENSE.

// The body of a scope's thread may run when `spawn` has returned, so it cannot borrow.

import Threading

func run(_ count: inout Int, _ other: inout Int) {
    concurrently(&count, { $0 += 1 }, &other, { $0 += 1 })
}
