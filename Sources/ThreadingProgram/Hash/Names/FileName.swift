// Part of swift-threading. Apache-2.0: see LICENSE.

/// The name of a file as the system knows it: bytes, which need not be UTF-8.
///
/// The bytes are kept with the NUL that system calls want behind them, so that a name travels from
/// the walker to `open` without being copied. A name that comes from a list may hold a NUL of its
/// own; as in C it ends there.
struct FileName: Sendable, Hashable {
    /// The bytes, and one NUL behind them.
    let terminated: [UInt8]

    /// The bytes alone.
    var bytes: ArraySlice<UInt8> { terminated.dropLast() }

    /// Whether this is `-`, the name of standard input.
    var isStandardInput: Bool { terminated == [UInt8(ascii: "-"), 0] }

    init(_ bytes: some Sequence<UInt8>) {
        var terminated: [UInt8] = []
        terminated.reserveCapacity(bytes.underestimatedCount + 1)
        for byte in bytes {
            guard byte != 0 else { break }
            terminated.append(byte)
        }
        terminated.append(0)
        self.terminated = terminated
    }

    /// For those who have made the bytes with exactly one NUL, at the end.
    init(terminated: [UInt8]) {
        assert(terminated.last == 0, "a file name ends with NUL")
        self.terminated = terminated
    }

    static let standardInput = FileName("-".utf8)
}
