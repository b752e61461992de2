// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// The toolchain's `llvm-symbolizer`: finds functions and lines of addresses.
///
/// The standard library's `Runtime` module could do it in the process, but 6.3.1 needs up to a second a frame in
/// a test bundle of some megabytes, and crashes when another thread unmaps a file.
package struct Symbolizer: Sendable {
    private let program: String

    /// The one that sanitizers would use, or that of the path; `nil` if there is none.
    package static let found: Symbolizer? = {
        var candidates: [String] = []
        if let path = environment("LLVM_SYMBOLIZER_PATH") { candidates.append(path) }
        for folder in (environment("PATH") ?? "").split(separator: ":") {
            candidates.append("\(folder)/llvm-symbolizer")
        }
        return candidates.first { unsafe access($0, X_OK) == 0 }.map(Symbolizer.init(program:))
    }()

    /// What it says of each of some addresses, where it can say anything.
    ///
    /// - Parameters:
    ///   - addresses: those of calls: what is on a stack is where they return to, so what is asked for is one before.
    ///   - options: of the program.
    ///   - isWanted: whether to ask about addresses in this file.
    /// - Returns: the answers, by address.
    package func answers(
        for addresses: some Sequence<UInt>,
        options: String,
        in isWanted: (String) -> Bool = { _ in true }
    ) -> [UInt: Substring] {
        var images: [String: [(address: UInt, offset: UInt)]] = [:]
        for address in addresses {
            guard address > 0, let image = CallAddresses.image(of: address - 1) else { continue }
            images[image.path, default: []].append((address, address - 1 - image.base))
        }
        var answers: [UInt: Substring] = [:]
        for (path, calls) in images where isWanted(path) {
            let offsets = calls.map { "0x" + String($0.offset, radix: 16) }.joined(separator: " ")
            let command = "\(Self.quoted(program)) --obj=\(Self.quoted(path)) \(options) \(offsets) 2>/dev/null"
            guard let output = Self.read(command) else { continue }
            // An answer a call, an empty line after each.
            let parts = output.split(separator: "\n\n", omittingEmptySubsequences: true)
            guard parts.count == calls.count else { continue }
            for (call, part) in zip(calls, parts) { answers[call.address] = part }
        }
        return answers
    }

    private static func read(_ command: String) -> String? {
        let capacity = 1 << 20
        return unsafe CallAddresses.text(capacity) { unsafe ct_read_command(command, $0, capacity) }
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}
