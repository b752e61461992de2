// Part of swift-threading. Apache-2.0: see LICENSE.

// The body of a scope's thread may run when `spawn` has returned, so it cannot borrow.

import Threading

func run(_ numbers: Span<Int>) {
    concurrently({ print(numbers[0]) }, { print(numbers[1]) })
}
