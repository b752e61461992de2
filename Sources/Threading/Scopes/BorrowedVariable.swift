// Part of swift-threading. Apache-2.0: see LICENSE.

/// A caller's variable that one other thread changes, which the caller joins before it looks at it again.
///
/// Safe as a type: it is made where the caller has exclusive access to the variable, and lives no longer.
@safe
struct BorrowedVariable<Value: ~Copyable>: @unchecked Sendable {
    // Unchecked: the pointer is used by one thread, while the caller that owns the variable waits.
    private let pointer: UnsafeMutablePointer<Value>

    init(_ pointer: UnsafeMutablePointer<Value>) {
        unsafe self.pointer = unsafe pointer
    }

    func change<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(&pointer.pointee)
    }
}
