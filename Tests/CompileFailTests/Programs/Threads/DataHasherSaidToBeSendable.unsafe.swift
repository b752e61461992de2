// Part of swift-threading. Apache-2.0: see LICENSE.

// Saying that a class can be shared does not make it so: its variables are looked at.

final class DataHasher: Sendable {
    // error: stored property 'data' of 'Sendable'-conforming class 'DataHasher' is mutable
    private var data: [UInt8] = []
    func hash() { data.reverse() }
}
