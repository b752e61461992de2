// Part of swift-threading. Apache-2.0: see LICENSE.

/// What threads do inside and outside of a lock.
enum Work {
    /// About 100 ns.
    static let steps = 36

    @inline(__always)
    static func spin(_ seed: UInt64, _ steps: Int = Work.steps) -> UInt64 {
        var value = seed
        var step = 0
        while step < steps {
            value ^= value << 13
            value ^= value >> 7
            value ^= value << 17
            step &+= 1
        }
        return value
    }

    /// Uses a value, so that what computes it is not left out.
    @inline(never) @_optimize(none)
    static func use<T>(_ value: T) {}
}

/// What a lock guards in the contests.
struct Guarded: Sendable {
    var counter = 0
    var value: UInt64 = 88_172_645_463_325_252
}
