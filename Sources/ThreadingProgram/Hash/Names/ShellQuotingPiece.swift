// Part of swift-threading. Apache-2.0: see LICENSE.

extension ShellQuoting {
    /// A character of the name, or bytes that are none, and what a shell makes of it.
    struct Piece {
        enum Needs { case nothing, quotes, quoteMark, escape }

        var range: Range<Int>
        var needs: Needs
        /// Whether it stands for itself between double quotes, which are nicer than `'\''`.
        var isSafeInDoubleQuotes: Bool
    }
}

extension ShellQuoting.Piece {
    static func split(_ name: [UInt8], _ characters: CharacterSet) -> [Self] {
        var pieces: [Self] = []
        pieces.reserveCapacity(name.count)
        var index = 0
        while index < name.count {
            defer { index = pieces.last?.range.upperBound ?? name.count }
            let byte = name[index]
            let isASCII = byte < 0x80
            pieces.append(isASCII ? ascii(byte, at: index, in: name) : beyondASCII(at: index, in: name, characters))
        }
        return pieces
    }

    private static func ascii(_ byte: UInt8, at index: Int, in name: [UInt8]) -> Self {
        let range = index..<index + 1
        switch byte {
        case UInt8(ascii: "'"):
            return Self(range: range, needs: .quoteMark, isSafeInDoubleQuotes: true)
        case UInt8(ascii: ":"), UInt8(ascii: " "):
            return Self(range: range, needs: .quotes, isSafeInDoubleQuotes: true)
        case UInt8(ascii: "#"), UInt8(ascii: "~"):
            // Special to a shell at the start of a word only.
            return Self(range: range, needs: index == 0 ? .quotes : .nothing, isSafeInDoubleQuotes: index == 0)
        case UInt8(ascii: "{"), UInt8(ascii: "}"):
            // Special where they are the whole word.
            return Self(
                range: range,
                needs: name.count == 1 ? .quotes : .nothing,
                isSafeInDoubleQuotes: name.count == 1
            )
        case _ where special.contains(byte):
            return Self(range: range, needs: .quotes, isSafeInDoubleQuotes: false)
        case 0..<0x20, 0x7F:
            return Self(range: range, needs: .escape, isSafeInDoubleQuotes: false)
        default:
            return Self(range: range, needs: .nothing, isSafeInDoubleQuotes: true)
        }
    }

    private static func beyondASCII(at index: Int, in name: [UInt8], _ characters: CharacterSet) -> Self {
        var decoder = UTF8()
        var rest = name[index...].makeIterator()
        // What is no character is taken byte by byte: the next byte may start one.
        guard characters == .utf8, case .scalarValue(let character) = decoder.decode(&rest) else {
            return Self(range: index..<index + 1, needs: .escape, isSafeInDoubleQuotes: false)
        }
        let isPrintable = characters.canPrint(character)
        return Self(
            range: index..<index + UTF8.width(character),
            needs: isPrintable ? .nothing : .escape,
            isSafeInDoubleQuotes: isPrintable
        )
    }

    private static let special = Set(#"?!"$&()*;<=>[^`|\"#.utf8)
}
