// Part of swift-threading. Apache-2.0: see LICENSE.

package import ThreadingCore

/// The operating system refused a file descriptor: most often because the process has as many as it may have.
public struct DescriptorError: Error, Sendable, Equatable {
    /// The operating system's error number.
    public let code: Int32

    package init(_ refusal: ReadableDescriptor.Refusal) {
        code = refusal.code
    }
}

extension DescriptorError: CustomStringConvertible {
    /// A sentence that says what was refused.
    public var description: String { "the operating system refused a file descriptor (error \(code))" }
}
