// Part of swift-threading. Apache-2.0: see LICENSE.

extension TourChapter {
    /// The article's "Thread safety in practice" and "APIs".
    static let sharing = [
        TourChapter(
            name: "two-threads",
            title: "Two threads and their names",
            text: """
                The article begins with two threads that share nothing: each call has a number of its \
                own. Here a thread runs as soon as it is made, so there is no start() to forget, and the \
                process waits for both at its end, as Python does. Which prints first is up to the system.
                """,
            source: ProgramSource(PackageResources.TwoThreads_swift),
            main: TwoThreads.main
        ),
        TourChapter(
            name: "shared-constant",
            title: "Shared, and never changed",
            text: """
                Both threads read one number, which is safe "because we are sure that no one is \
                modifying it". Here the compiler is sure, too: it is a let. What happens when it is a \
                var comes next.
                """,
            source: ProgramSource(PackageResources.SharedConstant_swift),
            main: SharedConstant.main
        ),
        TourChapter(
            name: "counter",
            title: "The racy counter",
            text: """
                "Wildly unsafe", says the article, and yet in CPython you "will probably never see an \
                incorrect result". Here you never see a result at all: the program does not compile. \
                Locked keeps the number and its lock together, so that nobody gets at the one without \
                the other.
                """,
            refused: RefusedProgram(PackageResources.RacyCounter_swift, words: PackageResources.RacyCounter_txt),
            source: ProgramSource(PackageResources.GuardedCounter_swift),
            main: GuardedCounter.main
        ),
        TourChapter(
            name: "hash",
            title: "The racy SHA-512",
            text: """
                The article's ten threads hash one piece of data and print another result on each run. \
                The same in Swift is refused. With the lock the digest is right, and is the very one that \
                Python prints; as the article says, it is no faster than one thread.
                """,
            refused: RefusedProgram(PackageResources.RacyHash_swift, words: PackageResources.RacyHash_txt),
            source: ProgramSource(PackageResources.GuardedHash_swift),
            main: GuardedHash.main
        ),
        TourChapter(
            name: "data-hasher",
            title: "A class with a private lock",
            text: """
                The article's DataHasher hides its lock from its users. So does this one, and the word \
                Sendable has the compiler check that it can be shared. hexDigest is that of the \
                chapter before, and so is the digest.
                """,
            source: ProgramSource(PackageResources.DataHasher_swift),
            main: TenThreads.main
        ),
        TourChapter(
            name: "defensive-copy",
            title: "The defensive copy",
            text: """
                Where get() gives away something that can be changed, the article copies it under the \
                lock, at a price. A Swift array is a value: get() gives a copy that shares its bytes until \
                somebody changes one. The first change pays for the copy, nobody else does, and what is \
                behind the lock stays as it was.
                """,
            source: ProgramSource(PackageResources.DefensiveCopy_swift),
            main: DefensiveCopy.main
        ),
    ]
}
