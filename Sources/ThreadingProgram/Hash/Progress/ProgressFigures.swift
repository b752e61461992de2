// Part of swift-threading. Apache-2.0: see LICENSE.

/// What the progress line is made of.
struct ProgressFigures: Equatable, Sendable {
    var filesDone = 0
    var filesKnown = 0
    var bytesDone = 0
    var bytesKnown = 0
    /// Whether the walk is over, and `known` is all there is.
    var isTotalKnown = false
    /// Nil until it can be told.
    var bytesPerSecond: Double?

    /// How much is done, from 0 to 1, once that is known: by bytes, since files differ in size.
    var fraction: Double? {
        guard isTotalKnown else { return nil }
        let (done, known) = bytesKnown > 0 ? (bytesDone, bytesKnown) : (filesDone, filesKnown)
        return known > 0 ? min(1, Double(done) / Double(known)) : nil
    }

    /// How long it still takes if it goes on like this.
    var secondsLeft: Int? {
        guard isTotalKnown, let rate = bytesPerSecond, rate >= 1 else { return nil }
        let seconds = Double(max(0, bytesKnown - bytesDone)) / rate
        return seconds < 360_000 ? Int(seconds.rounded(.up)) : nil
    }
}
