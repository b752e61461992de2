// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Something that threads wait for or hold.
public struct WaitObject: Sendable, Hashable, CustomStringConvertible {
    /// What it is.
    ///
    /// `lock`, `condition`, `event`, `semaphore`, `join`, `queue`, `future`, `work` and others.
    public let kind: String

    /// What tells it from others of its kind that exist at the same time.
    ///
    /// Zero for what has no object, as a sleep.
    public let address: UInt

    /// What the program calls it: of locks, ``LockTracking/setName(_:of:)-(_,Lock)``.
    public let name: String?

    init(_ kind: WaitReason.Kind, _ address: UInt) {
        self.kind = kind.rawValue
        self.address = address
        // Of other things it is not known when they go, so that a name may be that of one that was there before.
        name = kind == .lock || kind == .queue || kind == .work ? ThreadRecorder.shared.name(of: address) : nil
    }

    init(_ kind: String, _ address: UInt, _ name: String? = nil) {
        self.kind = kind
        self.address = address
        self.name = name
    }

    /// The kind, the name and the address: `lock "accounts" (0x7f31c4001a10)`.
    public var description: String {
        let number = addressText
        guard let name else { return "\(kind) \(number)" }
        return "\(kind) \(name.debugDescription) (\(number))"
    }

    var addressText: String { "0x" + String(address, radix: 16) }
}
