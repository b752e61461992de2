// Part of swift-threading. Apache-2.0: see LICENSE.

extension Timeline {
    /// The timeline drawn with characters, for terminals and logs: a line for each thread, and below them how much the
    /// locks were wanted.
    ///
    ///     hasher-1 |###..................|
    ///     hasher-2 |...###...............|
    ///
    /// - Parameter width: how many columns it may be wide; with fewer than some forty there is little to see.
    /// - Returns: lines without a newline at the end.
    public func text(width: Int = 80) -> String {
        TimelineTextWriter(timeline: self, width: width).text()
    }

    /// The timeline as a picture: a lane for each thread, a time axis, and below them how full the queues were.
    ///
    /// What is too narrow to be drawn by itself is drawn together, the fainter the less of it there is. Of more than
    /// forty threads those are drawn that were there longest, and the picture says so. Rest the pointer on something
    /// to read what it is.
    ///
    /// - Returns: an SVG document that needs nothing beside it.
    public func svg() -> String {
        SVGTimelineWriter(self).text()
    }

    /// The timeline in the trace event format: open it in Perfetto (<https://ui.perfetto.dev>), which sends it nowhere,
    /// or in `chrome://tracing`.
    ///
    /// Waits, held locks and tasks are slices of their threads, with an arrow to each task from where it was submitted;
    /// queues are counters. A lock that is released in the middle of something else has a row of its own.
    ///
    /// - Returns: a JSON document.
    public func chromeTrace() -> String {
        var writer = ChromeTraceWriter(self)
        return writer.text()
    }
}
