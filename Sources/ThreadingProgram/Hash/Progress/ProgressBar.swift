// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

/// The thread that draws the bar, ten times a second, until it is told that everything is done.
struct ProgressBar: Sendable {
    let counters: ProgressCounters
    let screen: Screen
    /// Set when there is nothing more to show.
    let isOver: Event

    /// The thread's body.
    func run() {
        let isColoured = Terminal.wantsColour
        let start = ContinuousClock.now
        var meter = RateMeter(startingAt: 0)
        // Waits first: what is done within a tenth of a second needs no bar.
        while !isOver.wait(for: .milliseconds(100)) {
            var figures = counters.figures
            meter.record(bytes: figures.bytesDone, at: (ContinuousClock.now - start) / .seconds(1))
            figures.bytesPerSecond = meter.bytesPerSecond
            guard Terminal.isForeground else { continue }
            screen.draw(ProgressLine(figures: figures).text(width: Terminal.width, isColoured: isColoured))
        }
    }
}
