// Part of swift-threading. Apache-2.0: see LICENSE.

extension TourChapter {
    /// The article's "Producer - Consumer" and "Poison pills".
    static let pipelines = [
        TourChapter(
            name: "daemon",
            title: "Producer and consumer, a daemon",
            text: """
                Two producers put five lines each, one consumer writes them, and nobody locks anything: \
                the queue does. The consumer is a daemon, so the process ends as soon as the producers \
                have. Count the lines: the rest was still in the queue.
                """,
            source: ProgramSource(PackageResources.DaemonConsumer_swift),
            main: DaemonConsumer.main
        ),
        TourChapter(
            name: "event",
            title: "The same with an Event",
            text: """
                The article's first way to let the consumer finish: it looks at an Event now and then. It \
                finishes its line, at least. But an Event says "stop now", not "stop when there is nothing \
                left", and what is left in the queue is lost again.
                """,
            source: ProgramSource(PackageResources.EventConsumer_swift),
            main: EventConsumer.main
        ),
        TourChapter(
            name: "poison-pill",
            title: "The same with a poison pill",
            text: """
                The article's second way: a last element that means "stop". Nothing is lost, as long as \
                the pill comes after every line and there is one for each consumer. The type says that \
                there is a pill: String? is a line or nil.
                """,
            source: ProgramSource(PackageResources.PoisonPill_swift),
            main: PoisonPill.main
        ),
        TourChapter(
            name: "closed-queue",
            title: "The same with a queue that is closed",
            text: """
                What the pill is for, without a pill: the producers' side closes the queue, and every \
                consumer's loop ends after the last line, however many there are. Whoever puts a line \
                after that gets an error. (Python has had Queue.shutdown() since 3.13.)
                """,
            source: ProgramSource(PackageResources.ClosedQueue_swift),
            main: ClosedQueue.main
        ),
        TourChapter(
            name: "lines-at-exit",
            title: "Which of the four lose lines",
            text: """
                The programs of the last four chapters are run again, each in a process of its own, and \
                the lines that came out of each are counted.
                """,
            source: ProgramSource(PackageResources.LinesAtExit_swift),
            main: LinesAtExit.main
        ),
    ]
}
