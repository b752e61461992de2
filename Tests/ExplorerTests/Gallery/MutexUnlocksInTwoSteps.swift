// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingExplorer

extension GalleryProgram {
    /// Somebody goes to sleep between the look at the word and the store that says that it is free.
    static let mutexUnlocksInTwoSteps = GalleryProgram(
        name: "a mutex that unlocks with a load and a store",
        failure: .lostWakeUp,
        clue: "",
        broken: { HandMadeMutex.count(.unlocksInTwoSteps) },
        correct: { HandMadeMutex.count(.none) }
    )
}
