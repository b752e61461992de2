// Part of swift-threading. Apache-2.0: see LICENSE.

/// A lock, condition, cell or variable of the program under test, or the end of one of its threads.
struct ManagedObject {
    enum Kind: String {
        case clock, lock, condition, cell, stop
        case variable, thread
    }

    let kind: Kind

    /// Which of its kind it is, from 1.
    let number: Int
    var name: String?

    /// Who has the lock, or is the thread that runs; -1 is nobody.
    var holder: Int32 = -1
    var taken: SourceLocation?
    var made: SourceLocation?

    /// Who waits at the condition, the longest first.
    var waiters: [Int32] = []

    /// How often the condition was notified, and whether the last time nobody waited.
    var notifications = 0
    var lastWasInVain = false
}

extension ManagedObject: CustomStringConvertible {
    var description: String { name.map { "'\($0)'" } ?? "\(kind.rawValue) \(number)" }
}
