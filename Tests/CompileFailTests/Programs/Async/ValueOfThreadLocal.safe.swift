// Part of swift-threading. Apache-2.0: see LICENSE.

// A thread's own value in a task, which may be on another thread after each suspension.

import Threading

func count(_ local: ThreadLocal<Int>) async {
    await Task.yield()
    local.withValue { $0 += 1 }
}
