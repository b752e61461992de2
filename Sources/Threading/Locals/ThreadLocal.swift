// Part of swift-threading. Apache-2.0: see LICENSE.

public import ThreadingCore

/// A variable of which each thread has its own value.
///
/// A thread that uses it for the first time gets its value from the initializer, which runs then and there. No thread
/// sees the value of another, so nothing is locked and nobody waits. Use it for what is costly to make and cannot be
/// shared: buffers, parsers, connections, random number generators; or, with ``init(tracksValues:_:)``, for sums to
/// which many threads add. For what one call passes to those below it, a parameter or a `TaskLocal` is better.
///
/// ```swift
/// let buffers = ThreadLocal<[UInt8]> { [] }
/// func checksum(_ file: File) -> Int {
///     buffers.withValue { buffer in
///         buffer.removeAll(keepingCapacity: true)
///         file.read(into: &buffer)
///         return buffer.reduce(0) { ($0 + Int($1)) % 65_521 }
///     }
/// }
/// ```
///
/// | | no value yet | a value |
/// | --- | --- | --- |
/// | ``value`` | runs the initializer | the value |
/// | `value = …` | the new value, without the initializer | destroys the old one |
/// | `withValue(_:)` | runs the initializer | lends it to the body |
/// | ``removeValue()`` | `nil` | takes it out: the next use runs the initializer |
/// | ``values`` | what other threads have | with those of other threads |
///
/// A value is destroyed when its thread ends, before a join returns: the latest first, on its thread, so that
/// destructors may use other thread locals. Otherwise it is destroyed when the thread local itself is, by whoever has
/// dropped it. At the end of the process, the main thread's stay.
///
/// Threads that this package did not start have values as well. Nothing is inherited by the threads that a thread starts.
///
/// The compiler keeps each value on its thread. Where it is not `Sendable`, say an object, only `withValue(_:)` gets at
/// it, whose body neither returns nor captures anything that could carry its reference out. A task may change threads
/// whenever it suspends: asynchronous code uses `withValue(_:)` around code that does not.
///
/// **Blocking**: none.
///
/// **Precondition**: neither the body of `withValue(_:)` nor the initializer uses the same thread local.
///
/// - Complexity: O(1), some nanoseconds; the first use on a thread, which may take memory, more.
///
/// **Python**: `threading.local`, whose attributes are missing in a thread that has not set them; here `nil`, in a
/// `ThreadLocal<Int?> { nil }`. The initializer is the `__init__` of a subclass.
public final class ThreadLocal<Value>: Sendable {
    @usableFromInline let key: LocalKey
    @usableFromInline let makeValue: @Sendable () -> sending Value

    /// Creates a thread local.
    ///
    /// - Parameter initialValue: makes a thread's first value, on that thread.
    public init(_ initialValue: @escaping @Sendable () -> sending Value) {
        key = LocalKey(isTracked: false)
        makeValue = initialValue
    }

    init(isTracked: Bool, _ initialValue: @escaping @Sendable () -> sending Value) {
        key = LocalKey(isTracked: isTracked)
        makeValue = initialValue
    }

    deinit { key.close() }

    /// Lends the calling thread's value to the body, which may change it in place.
    ///
    /// - Parameter body: reads or changes the value; without suspension.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @inlinable  // 4 ns; 45 ns where it is not. A `Locked` took 20 in the same run.
    public func withValue<Result: Sendable & ~Copyable, Failure: Error>(
        _ body: @Sendable (inout sending Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let storage = unsafe storage
        unsafe storage.pointee.beginUse()
        defer {
            unsafe storage.pointee.endUse()
            unsafe storage.pointee.publish()
        }
        return try unsafe body(&storage.pointee.value)
    }

    /// Takes the calling thread's value out.
    ///
    /// - Returns: the value, which belongs to the caller; `nil` if the thread had none.
    @available(*, noasync, message: "a task may change threads; use withValue(_:) around code that does not suspend")
    @discardableResult
    public func removeValue() -> sending Value? {
        if isInUse { LocalTable.refuseUse() }
        guard let cell = LocalTable.remove(key) else { return nil }
        // Sound: the cell of this key has one of its values, which was reachable through the cell alone, and that goes
        // here.
        nonisolated(unsafe) let value = unsafe unsafeDowncast(cell, to: ValueCell<Value>.self).value
        return unsafe value
    }

    /// Whether the calling thread's value is lent now.
    private var isInUse: Bool { unsafe existingStorage?.pointee.isInUse ?? false }

    /// The calling thread's value, if it has one.
    @usableFromInline @inline(__always)
    var existingStorage: UnsafeMutablePointer<LocalStorage<Value>>? {
        // Sound: the storage of this key is of this type. Its cell is the key's, so it stays while this object does.
        @inlinable get { unsafe LocalTable.storage(of: key)?.assumingMemoryBound(to: LocalStorage<Value>.self) }
    }

    /// The calling thread's value, made now if it has none.
    @usableFromInline @inline(__always)
    var storage: UnsafeMutablePointer<LocalStorage<Value>> {
        @inlinable get { unsafe existingStorage ?? makeStorage(makeValue) }
    }

    /// Makes the calling thread's value with what `make` gives.
    @usableFromInline @inline(never)
    func makeStorage(_ make: () -> sending Value) -> UnsafeMutablePointer<LocalStorage<Value>> {
        // A thread that is not ours gets a record, so that its end is noticed.
        _ = NativeThread.current
        return unsafe LocalTable.add(key, make)
    }
}
