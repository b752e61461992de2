// Part of swift-threading. Apache-2.0: see LICENSE.

/// Text as JSON has it.
enum JSONText {
    /// In quotation marks, with what may not stand between them escaped (RFC 8259, section 7).
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Nanoseconds as microseconds, exactly.
    static func microseconds(_ nanoseconds: Int) -> String {
        let fraction = nanoseconds % 1_000
        guard fraction != 0 else { return "\(nanoseconds / 1_000)" }
        return "\(nanoseconds / 1_000).\(String(1_000 + fraction).dropFirst())"
    }
}
