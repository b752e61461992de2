// Part of swift-threading. Apache-2.0: see LICENSE.

// The body of a scope's thread may run when `spawn` has returned, so it cannot borrow.

import Threading

// error: lifetime-dependent variable 'numbers' escapes its scope
func run(_ numbers: Span<Int>) {
    withThreads { scope in
        scope.spawn { print(numbers[0]) }
    }
}
