// Part of swift-threading. Apache-2.0: see LICENSE.

/// Why a program could not be judged at all.
enum CompilerError: Error {
    /// No build folder with the package's modules lies above any of the paths.
    case noModules(searched: [String])
    /// The compiler failed without an error that it could place, or crashed.
    case failed(status: Int32, printed: String)
}
