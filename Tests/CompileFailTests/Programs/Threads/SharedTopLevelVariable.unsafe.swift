// Part of swift-threading. Apache-2.0: see LICENSE.

// The same as a script, which is how the article has it: such a variable belongs to the main thread.
// top-level code

import Threading

var number = 42
// error: main actor-isolated var 'number' can not be mutated from a nonisolated context
NativeThread.spawn { number += 1 }
