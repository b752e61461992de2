// Part of swift-threading. Apache-2.0: see LICENSE.

/// Digests as lower-case hexadecimal digits.
enum Hexadecimal {
    static func digits(of bytes: some Sequence<UInt8>) -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity(128)
        for byte in bytes {
            digits.append(digit(byte >> 4))
            digits.append(digit(byte & 15))
        }
        return digits
    }

    /// Whether `byte` is a digit, of either case.
    static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    /// The digits with `A`…`F` as `a`…`f`.
    ///
    /// For digits only: the bit means something else elsewhere.
    static func lowercased(_ digits: some Sequence<UInt8>) -> [UInt8] {
        digits.map { $0 | 0x20 }
    }

    // Arithmetic, where a table would be looked up through a lazily initialised global.
    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
    }
}
