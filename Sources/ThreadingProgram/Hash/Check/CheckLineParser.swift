// Part of swift-threading. Apache-2.0: see LICENSE.

/// Takes the lines of check lists apart, accepting exactly what coreutils accept.
///
///     DIGEST  NAME            text; DIGEST *NAME is binary, which makes no difference here
///     \DIGEST  NAME           with \\, \n and \r in the name
///     SHA512 (NAME) = DIGEST  BSD's tagged form, blanks optional; with \ in front as above
///     DIGEST NAME             BSD's reversed form, with one blank
///
/// The parser has a memory, as coreutils' has: the first line of the common or of the reversed
/// form decides for every later line of every list. A mixture would let somebody who can choose
/// file names, one of which starts with a blank, have another file checked than the one meant.
struct CheckLineParser {
    private enum Spacing { case unknown, common, reversed }

    let algorithm: Algorithm
    private var spacing = Spacing.unknown

    init(algorithm: Algorithm) {
        self.algorithm = algorithm
    }

    /// - Parameter line: without its end, and not empty.
    /// - Returns: nil for what is not properly formatted.
    mutating func parse(_ line: some Collection<UInt8>) -> CheckLine? {
        var rest = Array(line)[...]
        rest = rest.drop(while: Self.isBlank)
        let isEscaped = rest.first == UInt8(ascii: "\\")
        if isEscaped { rest = rest.dropFirst() }
        if rest.starts(with: algorithm.tag.utf8) {
            return parseTagged(rest.dropFirst(algorithm.tag.utf8.count), isEscaped: isEscaped)
        }
        return parseUntagged(rest, isEscaped: isEscaped)
    }

    private func parseTagged(_ line: ArraySlice<UInt8>, isEscaped: Bool) -> CheckLine? {
        var rest = line
        if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
        guard rest.first == UInt8(ascii: "(") else { return nil }
        rest = rest.dropFirst()
        // The last parenthesis: names may hold some of their own.
        guard let end = rest.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        guard let name = Self.name(rest[..<end], isEscaped: isEscaped) else { return nil }
        rest = rest[(end + 1)...].drop(while: Self.isBlank)
        guard rest.first == UInt8(ascii: "=") else { return nil }
        rest = rest.dropFirst().drop(while: Self.isBlank)
        // A NUL ends a line for coreutils, which read C strings.
        let digits = rest.prefix { $0 != 0 }
        guard digits.count == algorithm.digitCount, digits.allSatisfy(Hexadecimal.isDigit) else { return nil }
        return CheckLine(name: name, digits: Hexadecimal.lowercased(digits))
    }

    private mutating func parseUntagged(_ line: ArraySlice<UInt8>, isEscaped: Bool) -> CheckLine? {
        // A digest, a blank, and a name of at least one byte.
        let shortest = algorithm.digitCount + 2 + (line.first == UInt8(ascii: "\\") ? 1 : 0)
        guard line.count >= shortest else { return nil }
        let digits = line.prefix(algorithm.digitCount)
        var rest = line.dropFirst(algorithm.digitCount)
        guard digits.allSatisfy(Hexadecimal.isDigit), let blank = rest.popFirst(), Self.isBlank(blank) else {
            return nil
        }
        let hasMode = rest.count > 1 && (rest.first == UInt8(ascii: " ") || rest.first == UInt8(ascii: "*"))
        if !hasMode {
            guard spacing != .common else { return nil }
            spacing = .reversed
        } else if spacing != .reversed {
            spacing = .common
            rest = rest.dropFirst()
        }
        guard let name = Self.name(rest, isEscaped: isEscaped) else { return nil }
        return CheckLine(name: name, digits: Hexadecimal.lowercased(digits))
    }

    private static func name(_ text: ArraySlice<UInt8>, isEscaped: Bool) -> FileName? {
        guard isEscaped else { return FileName(text) }
        return NameEscaping.unescape(text).map { FileName($0) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
