// Part of swift-threading. Apache-2.0: see LICENSE.

public import Threading

/// What a thread is called, for as long as somebody reads it: it keeps no thread alive.
public struct ThreadIdentity: Sendable, Hashable, CustomStringConvertible {
    /// `NativeThread.id`.
    public let id: UInt64

    /// Its name at that time.
    public let name: String

    /// The operating system's number of the thread; `nil` if it had not begun to run.
    public let nativeID: UInt64?

    /// What a thread is called now.
    public init(_ thread: NativeThread) {
        id = thread.id
        name = thread.name
        nativeID = thread.nativeID
    }

    init(id: UInt64, name: String, nativeID: UInt64?) {
        self.id = id
        self.name = name
        self.nativeID = nativeID
    }

    /// The number and the name: `thread 7 "writer"`.
    public var description: String { "thread \(id) \(name.debugDescription)" }
}
