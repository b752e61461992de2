// Part of swift-threading. Apache-2.0: see LICENSE.

import ArgumentParser

/// The digests on offer, by the names of their coreutils programs.
enum Algorithm: String, CaseIterable, Sendable, ExpressibleByArgument {
    case sha256, sha384, sha512

    /// Its name in a BSD line: `SHA512 (NAME) = …`.
    var tag: String {
        switch self {
        case .sha256: "SHA256"
        case .sha384: "SHA384"
        case .sha512: "SHA512"
        }
    }

    /// How many hexadecimal digits a digest has.
    var digitCount: Int {
        switch self {
        case .sha256: 64
        case .sha384: 96
        case .sha512: 128
        }
    }
}
