// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import ThreadingExplorer

/// A small program with a bug that only some interleavings show, and the same program without it.
struct GalleryProgram: Sendable, CustomTestStringConvertible {
    let name: String

    /// What the explorer must call the bug.
    let failure: ExplorationFailure.Kind

    /// A word that the failure's message must hold.
    let clue: String

    let broken: @Sendable () throws -> Void
    let correct: @Sendable () throws -> Void

    var testDescription: String { name }
}
