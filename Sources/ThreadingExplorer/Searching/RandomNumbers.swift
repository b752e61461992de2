// Part of swift-threading. Apache-2.0: see LICENSE.

/// Numbers that look random and are the same for the same seed, on every machine (SplitMix64: Steele,
/// Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
struct RandomNumbers: Sendable {
    private var state: UInt64

    /// Those of the `schedule`th schedule with a seed.
    init(seed: UInt64, schedule: Int) {
        state = seed &+ UInt64(schedule) &* 0xd1b5_4a32_d192_ed03
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
