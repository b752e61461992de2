// Part of swift-threading. Apache-2.0: see LICENSE.

extension TourChapter {
    /// The article's "Thread Pool", and its questions.
    static let costs = [
        TourChapter(
            name: "pool",
            title: "The thread pool",
            text: """
                The article's "pool of threads that can grow up to N threads". The first five lines of \
                main are all that most programs need; a future gives the value that the work returned, or \
                throws what it threw. The second half watches the pool grow.
                """,
            source: ProgramSource(PackageResources.PoolOfThreads_swift),
            main: PoolOfThreads.main
        ),
        TourChapter(
            name: "cost",
            title: "What a thread costs",
            text: """
                "Mostly some memory", says the article, "at least 32 KB per thread", and a decent computer \
                "can easily handle ten thousand threads". Here are ten thousand, alive at once on this \
                machine. Memory is what the process really got, without the kernel's own share. If the \
                system refuses a thread, start throws and the program says so.
                """,
            source: ProgramSource(PackageResources.CostOfAThread_swift),
            main: CostOfAThread.main
        ),
        TourChapter(
            name: "cores",
            title: "Several cores at work",
            text: """
                "CPU heavy applications cannot be written in pure Python and run on CPython while \
                leveraging multiple cores." Here nothing else is needed than a second thread: the same \
                work by one thread, then by as many as there are processors.
                """,
            source: ProgramSource(PackageResources.TwoCores_swift),
            main: TwoCores.main
        ),
    ]
}
