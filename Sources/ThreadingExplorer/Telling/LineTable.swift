// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading
internal import CThreadingExplorer
internal import ThreadingCore

/// Finds the lines of calls by their addresses, with the toolchain's `llvm-symbolizer`, and keeps them.
///
/// The standard library's `Runtime` module could do it in the process, but 6.3.1 needs up to a second a frame in
/// a test bundle of some megabytes, and crashes when another thread unmaps a file.
final class LineTable: @unchecked Sendable {
    // Unchecked: `lines` is guarded by `lock`.
    static let shared = LineTable()

    private let lock = LockWord(isExplorable: false)
    private let symbolizer: String?

    /// By the address of a call: the line, or nothing if it is in code that is not the test's.
    private var lines: [UInt: String?] = [:]

    private init() {
        symbolizer = Self.findSymbolizer()
    }

    /// Whether there is any use in collecting addresses.
    var isAvailable: Bool { symbolizer != nil }

    /// The calls that the calling thread is in, the innermost first.
    static func callStack() -> [UInt] {
        unsafe withUnsafeTemporaryAllocation(of: UInt.self, capacity: 48) { buffer in
            guard let start = buffer.baseAddress else { return [] }
            // The first is the C function itself.
            let count = unsafe Int(ct_call_stack(start, 48))
            return unsafe Array(buffer[min(1, count)..<count])
        }
    }

    /// For each stack the innermost line that is not of this package, where it can be told.
    func lines(of stacks: [[UInt]]) -> [String?] {
        lock.lock()
        defer { lock.unlock() }
        learn(Set(stacks.joined()).subtracting(lines.keys))
        return stacks.map { stack in
            for address in stack {
                if let line = lines[address] ?? nil { return line }
            }
            return nil
        }
    }

    // MARK: Asking

    private func learn(_ addresses: Set<UInt>) {
        guard let symbolizer, !addresses.isEmpty else { return }
        for address in addresses { lines[address] = .some(nil) }
        var images: [String: [(address: UInt, offset: UInt)]] = [:]
        for address in addresses.sorted() {
            // A call's own address: what is on the stack is where it returns to.
            guard let image = Self.image(of: address - 1) else { continue }
            images[image.path, default: []].append((address, address - 1 - image.base))
        }
        for (path, calls) in images where Self.isProgram(path) {
            let offsets = calls.map { "0x" + String($0.offset, radix: 16) }.joined(separator: " ")
            let program = "\(Self.quoted(symbolizer)) --obj=\(Self.quoted(path)) --functions=none --inlines"
            guard let output = Self.read("\(program) \(offsets) 2>/dev/null") else { continue }
            // An answer a call, a line a frame, the innermost first, an empty line after each.
            let answers = output.split(separator: "\n\n", omittingEmptySubsequences: true)
            guard answers.count == calls.count else { continue }
            for (call, answer) in zip(calls, answers) { lines[call.address] = .some(Self.line(in: answer)) }
        }
    }

    private static func line(in answer: Substring) -> String? {
        for frame in answer.split(separator: "\n") {
            let parts = frame.split(separator: ":")
            guard parts.count >= 3, let line = Int(parts[parts.count - 2]), line > 0 else { continue }
            let path = parts.dropLast(2).joined(separator: ":")
            if path.hasPrefix("<") || path.contains("/<") || path.hasPrefix("?") || isOurs(path) { continue }
            // What macros of test libraries have made stands in no file that a reader could open.
            if path.contains("swift-generated-sources") { continue }
            return "\(path.split(separator: "/").last ?? ""):\(line)"
        }
        return nil
    }

    /// System libraries and the toolchain's own have no lines of a test.
    private static func isProgram(_ path: String) -> Bool {
        !path.contains("/lib/swift/") && !path.hasPrefix("/lib/") && !path.hasPrefix("/usr/lib/")
    }

    /// Whether it is a file of this package's modules, whose folders begin so.
    private static func isOurs(_ path: String) -> Bool {
        path.hasPrefix(sources + "Threading") || path.hasPrefix(sources + "CThreading")
    }

    private static let sources: String = {
        let path = "\(#filePath)"
        let part = "ThreadingExplorer/Telling/"
        guard let end = path.indices.reversed().first(where: { path[$0...].hasPrefix(part) }) else { return path }
        return String(path[..<end])
    }()

    // MARK: The system

    private static func image(of address: UInt) -> (path: String, base: UInt)? {
        var base: UInt = 0
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
            guard let path = buffer.baseAddress, unsafe ct_image(address, &base, path, 4096) else { return nil }
            return unsafe (String(cString: path), base)
        }
    }

    private static func read(_ command: String) -> String? {
        let capacity = 1 << 20
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
            guard let start = buffer.baseAddress else { return nil }
            let length = unsafe ct_read_command(command, start, capacity - 1)
            guard length >= 0 else { return nil }
            unsafe start[length] = 0
            return unsafe String(cString: start)
        }
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// Where sanitizers look for it, or in the path.
    private static func findSymbolizer() -> String? {
        var candidates: [String] = []
        if let path = environment("LLVM_SYMBOLIZER_PATH") { candidates.append(path) }
        for folder in (environment("PATH") ?? "").split(separator: ":") {
            candidates.append("\(folder)/llvm-symbolizer")
        }
        return candidates.first { unsafe access($0, X_OK) == 0 }
    }

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}
