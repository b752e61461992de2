// Part of swift-threading. Apache-2.0: see LICENSE.

/// Quotes a file name for a message the way coreutils do, so that it can be pasted into a shell:
/// left alone where nothing in it is special, in single quotes where something is, with `$'\n'`
/// for what cannot be printed in the locale's character set.
///
/// | name | quoted |
/// | --- | --- |
/// | `plain-name` | `plain-name` |
/// | `two words`, `a:b` | `'two words'`, `'a:b'` |
/// | `it's` | `"it's"` |
/// | `it's?` | `'it'\''s?'` |
/// | a, newline, b | `'a'$'\n''b'` |
struct ShellQuoting {
    private var output: [UInt8] = []
    private var isInEscape = false

    /// `name`, quoted if it needs to be.
    ///
    /// A colon counts as special: it ends the name in a message.
    static func quote(_ name: some Sequence<UInt8>, for characters: CharacterSet = .ofEnvironment) -> [UInt8] {
        let bytes = Array(name)
        let pieces = Piece.split(bytes, characters)
        let isPlain = !bytes.isEmpty && pieces.allSatisfy { $0.needs == .nothing }
        return isPlain ? bytes : inQuotes(bytes, pieces)
    }

    /// `name`, quoted whether it needs to be or not.
    static func quoteAlways(_ name: some Sequence<UInt8>, for characters: CharacterSet = .ofEnvironment) -> [UInt8] {
        let bytes = Array(name)
        return inQuotes(bytes, Piece.split(bytes, characters))
    }

    private static func inQuotes(_ bytes: [UInt8], _ pieces: [Piece]) -> [UInt8] {
        let doubleQuote = [UInt8(ascii: "\"")]
        if bytes.contains(singleQuote), pieces.allSatisfy(\.isSafeInDoubleQuotes) {
            return doubleQuote + bytes + doubleQuote
        }
        var quoting = ShellQuoting()
        quoting.output.append(singleQuote)
        for piece in pieces { quoting.append(piece, of: bytes) }
        quoting.output.append(singleQuote)
        return quoting.output
    }

    private mutating func append(_ piece: Piece, of bytes: [UInt8]) {
        switch piece.needs {
        case .nothing, .quotes:
            if isInEscape { output.append(contentsOf: "''".utf8) }
            isInEscape = false
            output.append(contentsOf: bytes[piece.range])
        case .quoteMark:
            // Closes whichever quotes are open, and opens plain ones behind.
            output.append(contentsOf: #"'\''"#.utf8)
            isInEscape = false
        case .escape:
            if !isInEscape { output.append(contentsOf: "'$'".utf8) }
            isInEscape = true
            for byte in bytes[piece.range] { Self.appendEscape(of: byte, to: &output) }
        }
    }

    private static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        if let letter = letters[byte] {
            output.append(letter)
        } else {
            let zero = UInt8(ascii: "0")
            output.append(contentsOf: [zero + byte >> 6, zero + (byte >> 3 & 7), zero + (byte & 7)])
        }
    }

    private static let singleQuote = UInt8(ascii: "'")
    private static let letters: [UInt8: UInt8] = [
        7: UInt8(ascii: "a"), 8: UInt8(ascii: "b"), 9: UInt8(ascii: "t"), 10: UInt8(ascii: "n"),
        11: UInt8(ascii: "v"), 12: UInt8(ascii: "f"), 13: UInt8(ascii: "r"),
    ]
}
