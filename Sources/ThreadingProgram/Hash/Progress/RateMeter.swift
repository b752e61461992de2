// Part of swift-threading. Apache-2.0: see LICENSE.

/// How fast it goes, averaged so that the figure can be read, and still follows a change.
///
/// Each new reading counts for as much of the average as the time it covers is of three seconds.
struct RateMeter {
    private var last: (seconds: Double, bytes: Int)
    private(set) var bytesPerSecond: Double?

    /// - Parameter seconds: when counting starts, on any clock.
    init(startingAt seconds: Double) {
        last = (seconds, 0)
    }

    mutating func record(bytes: Int, at seconds: Double) {
        let elapsed = seconds - last.seconds
        guard elapsed > 0 else { return }
        let rate = Double(bytes - last.bytes) / elapsed
        last = (seconds, bytes)
        let weight = min(1, elapsed / 3)
        bytesPerSecond = bytesPerSecond.map { $0 + (rate - $0) * weight } ?? rate
    }
}
