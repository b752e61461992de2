// Part of swift-threading. Apache-2.0: see LICENSE.

// The caller's object, which he may still use. `sending` in the signature says that he does not.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<Tally>, with tally: sending Tally) throws(QueueError) {
    try queue.put(tally)
}
