// Part of swift-threading. Apache-2.0: see LICENSE.

import Foundation

/// SHA-512 of the system's OpenSSL, which the programs of the other languages hash with, too.
///
/// Looked up when the program runs, so that who has no OpenSSL measures everything else.
struct Hash: Sendable {
    typealias Function =
        @convention(c) (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt8>?)
        -> UnsafeMutablePointer<UInt8>?

    /// Bytes of a digest.
    static let size = 64

    private let function: Function

    /// `nil` without OpenSSL 3.
    init?() {
        let names = ["libcrypto.so.3", "libcrypto.3.dylib"]
        guard let library = unsafe names.lazy.compactMap({ name in unsafe dlopen(name, RTLD_NOW) }).first,
            let symbol = unsafe dlsym(library, "SHA512")
        else { return nil }
        // Sound: that is the function's type in OpenSSL's documentation.
        function = unsafe unsafeBitCast(symbol, to: Function.self)
    }

    /// Writes the digest of the bytes to where `digest` is.
    func write(_ bytes: UnsafeBufferPointer<UInt8>, to digest: UnsafeMutablePointer<UInt8>) {
        _ = unsafe function(bytes.baseAddress, bytes.count, digest)
    }
}
