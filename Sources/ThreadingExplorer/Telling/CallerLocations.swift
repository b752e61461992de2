// Part of swift-threading. Apache-2.0: see LICENSE.

#if os(Linux) && canImport(Runtime)
internal import Runtime
#endif
internal import ThreadingCore

/// Finds the lines that threads are at, and keeps what it has found by address: to read the debugging
/// information takes milliseconds, to walk a stack microseconds.
final class CallerLocations: @unchecked Sendable {
    // Unchecked: `known` is guarded by `lock`.
    static let shared = CallerLocations()

    private let lock = LockWord(isExplorable: false)

    /// By the address of a call: the line, unless it is in code that is not the test's.
    private var known: [String: SourceLocation?] = [:]

    private init() {}

    #if os(Linux) && canImport(Runtime)
    func ofCaller() -> SourceLocation? {
        guard let backtrace = try? Backtrace.capture(limit: 48) else { return nil }
        return Seam.aside {
            lock.lock()
            defer { lock.unlock() }
            let addresses = backtrace.frames.map { String(describing: $0.adjustedProgramCounter) }
            if let location = firstKnown(addresses) { return location.location }
            learn(backtrace)
            return firstKnown(addresses)?.location
        }
    }

    private struct Answer {
        let location: SourceLocation?
    }

    /// `nil` if a frame on the way is not known yet.
    private func firstKnown(_ addresses: [String]) -> Answer? {
        for address in addresses {
            guard let entry = known[address] else { return nil }
            if let location = entry { return Answer(location: location) }
        }
        return Answer(location: nil)
    }

    private func learn(_ backtrace: Backtrace) {
        guard let symbolicated = backtrace.symbolicated(options: [.showInlineFrames, .showSourceLocations]) else { return }
        for frame in symbolicated.frames {
            let address = String(describing: frame.captured.adjustedProgramCounter)
            var location: SourceLocation?
            if let place = frame.symbol?.sourceLocation, place.line > 0, !Self.isOurs(place.path) {
                location = SourceLocation(file: String(place.path.split(separator: "/").last ?? ""), line: place.line)
            }
            // Inlined calls share an address: the innermost that is the test's counts.
            if (known[address] ?? nil) == nil { known[address] = .some(location) }
        }
    }

    /// Whether the file is one of this package's own sources, or of the compiler's.
    private static func isOurs(_ path: String) -> Bool {
        path.isEmpty || path.hasPrefix("<") || path.hasPrefix("/<") || path.hasPrefix(sources)
    }

    /// Up to and with `Sources/Threading`, with which every module's folder begins.
    private static let sources: String = {
        let path = "\(#filePath)"
        let part = "Explorer/Telling/"
        guard let end = path.indices.reversed().first(where: { path[$0...].hasPrefix(part) }) else { return path }
        return String(path[..<end])
    }()
    #else
    // The toolchain has no backtraces for programs here: names of objects must do.
    func ofCaller() -> SourceLocation? { nil }
    #endif
}
