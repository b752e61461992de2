// Part of swift-threading. Apache-2.0: see LICENSE.

extension TourChapter {
    /// The article's "Thread Pool", and its questions.
    static let costs = [
        TourChapter(
            name: "pool",
            title: "The thread pool",
            text: """
                The article's "pool of threads that can grow up to N threads". The first four lines of \
                main are all that most programs need: a future gives the value that the work returned, or \
                throws what it threw. Then the pool is watched as it grows: work that does not end keeps \
                its thread, so new work needs a new one.
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
                machine. ProcessMemory reads /proc/self/statm: memory is what the process really got, \
                without the kernel's own share, and addresses are what the stacks could grow to. Where the system refuses a thread, start \
                throws, and the program goes on with those that it has.
                """,
            source: ProgramSource(PackageResources.CostOfAThread_swift),
            main: CostOfAThread.main
        ),
        TourChapter(
            name: "cores",
            title: "Several cores at work",
            text: """
                "CPU heavy applications cannot be written in pure Python and run on CPython while \
                leveraging multiple cores." Here it takes another thread: the same work is done by one \
                thread, then by as many as there are processors. It is the best of three runs each, since \
                other programs want the processors, too; on a busy machine they get their share.
                """,
            source: ProgramSource(PackageResources.TwoCores_swift),
            main: TwoCores.main
        ),
        TourChapter(
            name: "timeline",
            title: "A lock and a pool, seen",
            text: """
                Ten threads that need one lock for all of their work are no faster than one. Here it can be \
                seen: one holds the lock while nine wait. The same work in a pool, where nothing that is \
                shared is changed, keeps every processor at work to the end. Time runs from left to right; a thread that could go on and finds \
                no processor free counts as running. With --trace DIR the \
                tour also writes such timelines of all that it runs, as pictures and for Perfetto.
                """,
            source: ProgramSource(PackageResources.LockAndPool_swift),
            main: LockAndPool.main
        ),
    ]
}
