// Part of swift-threading. Apache-2.0: see LICENSE.

/// Numbers that look random and are the same for the same seed: SplitMix64.
struct SoakRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From zero, less than the limit.
    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

    mutating func happens(oneIn times: Int) -> Bool { below(times) == 0 }

    /// Numbers for another thread.
    mutating func split() -> SoakRandom { SoakRandom(seed: next()) }

    /// A short time: often too short.
    mutating func moment() -> Duration { .microseconds(below(300)) }
}
