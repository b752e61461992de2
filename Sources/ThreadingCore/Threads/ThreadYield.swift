// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// Letting others run.
package enum ThreadYield {
    package static func yield() { ct_yield() }
}
