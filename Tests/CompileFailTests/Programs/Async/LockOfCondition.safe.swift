// Part of swift-threading. Apache-2.0: see LICENSE.

// A condition's lock may be a recursive one.

import Threading

func run(_ condition: Condition) async {
    condition.lock.withLock {}
}
