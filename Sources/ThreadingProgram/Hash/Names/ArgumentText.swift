// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Carries the arguments of the process, which are bytes, through a parser that knows strings only.
///
/// `CommandLine.arguments` replaces what is not UTF-8 by U+FFFD, and the file of that name can then
/// no longer be opened. Here each byte that is not part of valid UTF-8 becomes a character of a
/// range that nobody uses, U+10FF80…U+10FFFF (the end of the last private-use plane), and comes
/// back as that byte. Text which holds those very characters has their bytes treated the same way,
/// so that the way back is exact for every argument.
enum ArgumentText {
    /// What stands for byte `b` (0x80 or more) is the scalar `base + b`.
    private static let base: UInt32 = 0x10_FF00

    /// The text that stands for `bytes`.
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        var pending = Array(bytes)[...]
        while !pending.isEmpty {
            var decoder = UTF8()
            var rest = pending.makeIterator()
            if case .scalarValue(let scalar) = decoder.decode(&rest), scalar.value < base + 0x80 {
                text.append(scalar)
                pending = pending.dropFirst(UTF8.width(scalar))
            } else {
                // One byte only: what follows may be the start of something valid.
                if let byte = pending.first { text.append(scalar(standingFor: byte)) }
                pending = pending.dropFirst()
            }
        }
        return String(text)
    }

    /// The bytes that `text` stands for.
    static func decode(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar.value >= base + 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return bytes
    }

    /// The arguments of this process behind its name, encoded.
    static func ofThisProcess() -> [String] {
        // SAFETY: the C runtime's own vector: `argc` pointers to strings that live as long as the
        // process, which nothing here or in the libraries writes to.
        let arguments = unsafe UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
        return unsafe arguments.dropFirst().compactMap { argument in
            guard let start = unsafe argument else { return nil }
            return unsafe encode(
                UnsafeBufferPointer(start: start, count: strlen(start)).lazy.map(UInt8.init(bitPattern:))
            )
        }
    }

    private static func scalar(standingFor byte: UInt8) -> Unicode.Scalar {
        Unicode.Scalar(base + UInt32(byte)) ?? "\u{FFFD}"
    }
}
