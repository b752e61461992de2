// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What the objects of a timeline are called.
///
/// By their own names, where they have told them; else by their kind and a number, in the order in which they are
/// heard of.
struct TimelineNames {
    private struct Key: Hashable {
        let kind: WaitReason.Kind
        let object: UInt64
    }

    private var given: [UInt64: String] = [:]
    private var made: [Key: String] = [:]
    private var counts: [WaitReason.Kind: Int] = [:]

    /// What is at that address is called so from now on.
    mutating func give(_ name: String, to object: UInt64) {
        given[object] = name
        // Something else had been there.
        made = made.filter { $0.key.object != object }
    }

    mutating func name(_ kind: WaitReason.Kind, _ object: UInt64) -> String {
        let key = Key(kind: kind, object: object)
        if let name = made[key] { return name }
        let name = makeName(kind, object)
        made[key] = name
        return name
    }

    private mutating func makeName(_ kind: WaitReason.Kind, _ object: UInt64) -> String {
        // A queue's own address is that of its lock.
        if let name = given[object] { return kind == .lock ? "the lock of \(name)" : name }
        switch kind {
        case .join: return "the end of a thread"
        case .stop: return "a request to stop"
        case .sleep: return "sleep"
        default:
            counts[kind, default: 0] += 1
            return "\(kind.rawValue) \(counts[kind, default: 0])"
        }
    }
}
