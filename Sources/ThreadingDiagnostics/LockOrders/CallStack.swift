// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Where a thread was in the program's code.
///
/// To keep it costs some microseconds; functions and lines are looked up when it is read. For that, `llvm-symbolizer` of
/// the toolchain is run, once a stack, if it is in the path. Without it, only functions that a program exports have names
/// (those of libraries; with `-Xlinker -export-dynamic`, the program's own); for the rest the place in the file is given,
/// which a symbolizer elsewhere can read.
public struct CallStack: Sendable, CustomStringConvertible {
    /// Where each call returns to, the innermost first.
    public let addresses: [UInt]

    /// The calls, the innermost first: `move(_:) at Accounts.swift:12`.
    ///
    /// Those of this package, of Swift and of the system are left out, if that leaves any.
    public var calls: [String] {
        let answers = Symbolizer.found?.answers(for: addresses, options: "--functions=linkage --inlines") ?? [:]
        let calls = addresses.flatMap { address in
            Self.calls(at: address, answers[address])
        }
        let own = calls.filter(\.isOfProgram)
        return (own.isEmpty ? calls : own).map(\.text)
    }

    /// A line a call.
    public var description: String { calls.map { "      \($0)" }.joined(separator: "\n") }

    private struct Call {
        let text: String
        let isOfProgram: Bool
    }

    /// What is called in the program, in a library of the system, or in one of Swift.
    private static func calls(at address: UInt, _ answer: Substring?) -> [Call] {
        guard address > 0, let image = CallAddresses.image(of: address - 1) else {
            return [Call(text: "0x" + String(address, radix: 16), isOfProgram: true)]
        }
        let isOfProgram = CallAddresses.isProgram(image.path)
        if let answer, let calls = calls(in: answer, isOfProgram) { return calls }
        let file = image.path.split(separator: "/").last ?? ""
        let place = "\(file)+0x\(String(address - 1 - image.base, radix: 16))"
        guard let name = CallAddresses.exportedFunction(at: address - 1) else {
            return [Call(text: place, isOfProgram: isOfProgram)]
        }
        let text = "\(CallAddresses.readable(name)) in \(place)"
        return [Call(text: text, isOfProgram: isOfProgram && !isOurs(name))]
    }

    /// A call, and those that were inlined into it before it: a line with the function, and one with the place.
    private static func calls(in answer: Substring, _ isOfProgram: Bool) -> [Call]? {
        let lines = answer.split(separator: "\n")
        var calls: [Call] = []
        for index in stride(from: 0, to: lines.count - 1, by: 2) {
            let name = String(lines[index])
            // Not known to it, either.
            guard name != "??" else { return nil }
            let place = lines[index + 1].split(separator: ":")
            var text = CallAddresses.readable(name)
            if place.count >= 3, let line = Int(place[place.count - 2]), line > 0 {
                let path = place.dropLast(2).joined(separator: ":")
                text += " at \(path.split(separator: "/").last ?? ""):\(line)"
            }
            calls.append(Call(text: text, isOfProgram: isOfProgram && !isOurs(name)))
        }
        return calls.isEmpty ? nil : calls
    }

    /// Whether a mangled name is one of this package or of Swift: it begins with the module's length and name, or with the
    /// letter that stands for Swift, of which a program that is linked statically has some itself.
    private static func isOurs(_ name: String) -> Bool {
        // In C, functions of this package begin so.
        guard name.hasPrefix("$s") else { return name.hasPrefix("ct_") }
        let rest = name.dropFirst(2)
        return rest.first == "s" || rest.first == "S" || modules.contains { rest.hasPrefix($0) }
    }

    private static let modules = [
        "13ThreadingCore", "9Threading", "15ThreadingQueues", "16ThreadingFutures", "20ThreadingDiagnostics",
    ]
}
