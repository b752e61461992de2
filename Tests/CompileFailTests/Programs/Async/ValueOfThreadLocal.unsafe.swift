// Part of swift-threading. Apache-2.0: see LICENSE.

// A thread's own value in a task, which may be on another thread after each suspension.

import Threading

func count(_ local: ThreadLocal<Int>) async {
    // error: property 'value' is unavailable from asynchronous contexts
    let before = local.value
    await Task.yield()
    // error: property 'value' is unavailable from asynchronous contexts
    local.value = before + 1
}
