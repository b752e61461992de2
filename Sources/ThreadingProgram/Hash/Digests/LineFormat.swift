// Part of swift-threading. Apache-2.0: see LICENSE.

/// How the line of a file looks: byte for byte as coreutils print it.
///
/// | | plain | `--tag` |
/// | --- | --- | --- |
/// | | `DIGEST  NAME` | `SHA512 (NAME) = DIGEST` |
/// | name with `\`, newline, carriage return | `\DIGEST  ESCAPED` | `\SHA512 (ESCAPED) = DIGEST` |
/// | any name with `--zero` | `DIGEST  NAME`, NUL at the end | `SHA512 (NAME) = DIGEST`, NUL at the end |
struct LineFormat: Sendable {
    var algorithm = Algorithm.sha512
    var isTagged = false
    /// NUL at the end of each line, and names as they are.
    var endsInZero = false

    /// The whole line for the file `name`, whose digest are the `digits`.
    func line(name: FileName, digits: [UInt8]) -> [UInt8] {
        let name = name.bytes
        let isEscaped = !endsInZero && NameEscaping.isNeeded(for: name)
        var line: [UInt8] = []
        line.reserveCapacity(digits.count + name.count + 16)
        if isEscaped { line.append(UInt8(ascii: "\\")) }
        if isTagged {
            line.append(contentsOf: algorithm.tag.utf8)
            line.append(contentsOf: " (".utf8)
        } else {
            line.append(contentsOf: digits)
            line.append(contentsOf: "  ".utf8)
        }
        if isEscaped {
            NameEscaping.append(name, to: &line)
        } else {
            line.append(contentsOf: name)
        }
        if isTagged {
            line.append(contentsOf: ") = ".utf8)
            line.append(contentsOf: digits)
        }
        line.append(endsInZero ? 0 : UInt8(ascii: "\n"))
        return line
    }
}
