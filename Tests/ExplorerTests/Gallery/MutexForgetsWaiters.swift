// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingExplorer

extension GalleryProgram {
    /// The thread that goes to sleep leaves no trace in the word, so the one that unlocks wakes nobody.
    static let mutexForgetsWaiters = GalleryProgram(
        name: "a mutex that does not note that somebody sleeps",
        failure: .lostWakeUp,
        clue: "",
        broken: { HandMadeMutex.count(.forgetsWaiters) },
        correct: { HandMadeMutex.count(.none) }
    )
}
