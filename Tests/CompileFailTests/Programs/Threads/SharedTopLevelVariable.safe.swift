// Part of swift-threading. Apache-2.0: see LICENSE.

// The same as a script, which is how the article has it: such a variable belongs to the main thread.
// top-level code

import Threading

let number = 42
NativeThread.spawn { print(number) }
