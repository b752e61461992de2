// Part of swift-threading. Apache-2.0: see LICENSE.

/// How a name is written in a checksum line where it would break the line: `\` for itself, newline
/// and carriage return become `\\`, `\n` and `\r`, and the line says so with a `\` in front.
enum NameEscaping {
    /// Whether a line with this name needs the mark in front.
    static func isNeeded(for name: some Sequence<UInt8>) -> Bool {
        name.contains { $0 == backslash || $0 == newline || $0 == carriageReturn }
    }

    static func append(_ name: some Sequence<UInt8>, to line: inout [UInt8]) {
        for byte in name {
            switch byte {
            case backslash: line.append(contentsOf: [backslash, backslash])
            case newline: line.append(contentsOf: [backslash, UInt8(ascii: "n")])
            case carriageReturn: line.append(contentsOf: [backslash, UInt8(ascii: "r")])
            default: line.append(byte)
            }
        }
    }

    /// The name that `text` stands for, or nil where it is not the escaped form of any name.
    static func unescape(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var name: [UInt8] = []
        var afterBackslash = false
        for byte in text {
            if afterBackslash {
                switch byte {
                case backslash: name.append(backslash)
                case UInt8(ascii: "n"): name.append(newline)
                case UInt8(ascii: "r"): name.append(carriageReturn)
                default: return nil
                }
                afterBackslash = false
            } else if byte == 0 {
                return nil
            } else if byte == backslash {
                afterBackslash = true
            } else {
                name.append(byte)
            }
        }
        return afterBackslash ? nil : name
    }

    private static let backslash = UInt8(ascii: "\\")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
}
