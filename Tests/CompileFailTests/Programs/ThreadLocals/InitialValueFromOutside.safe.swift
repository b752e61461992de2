// Part of swift-threading. Apache-2.0: see LICENSE.

// One object as the first value of every thread.

import Threading

final class Tally { var count = 0 }

func make() -> ThreadLocal<Tally> {
    ThreadLocal { Tally() }
}
