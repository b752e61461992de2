// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A value that is made when it is first asked for, once, whoever asks.
///
/// ```swift
/// final class Catalogue: Sendable {
///     private let index = Lazy { try readIndex() }
///     func find(_ word: String) throws -> Entry? { try index.value[word] }
/// }
/// ```
///
/// Swift's own `lazy var` may be made twice, and torn, when two threads ask; a `static let` is made once, and cannot fail.
///
/// **Errors**: a value whose making throws has not been made. The error goes to who asked, and the next who asks has it
/// made anew. To keep the first error, make a `Result`: `Lazy { Result { try readIndex() } }`.
///
/// **Blocking**: while another thread makes the value. Asynchronous code may ask for it, as for ``Once/run(_:)``.
///
/// **Ordering**: what its making did is visible to whoever has the value.
///
/// **Precondition**: the making does not ask for the same value.
///
/// - Complexity: O(1), one load once it is made.
///
/// **Python**: `functools.cached_property`, which since 3.12 may make it twice.
public final class Lazy<Value: Sendable, Failure: Error>: @unchecked Sendable {
    // Unchecked: `make` and `made` are touched by the one thread that runs the body of `once`; `made` is read by others
    // after they have seen that done.
    private let once = Once()
    private var make: (() throws(Failure) -> Value)?
    private var made: Value?

    /// Creates a value that is to be made.
    ///
    /// - Parameter make: makes it; called until it has not thrown, one thread at a time, and destroyed then.
    public init(_ make: sending @escaping () throws(Failure) -> Value) {
        self.make = make
    }

    /// The value, made now if it has not been.
    ///
    /// - Throws: what its making throws.
    public var value: Value {
        get throws(Failure) { try makeIfNeeded() }
    }

    /// The value if it has been made; nothing is made.
    public var valueIfMade: Value? { once.isDone ? made : nil }

    func makeIfNeeded() throws(Failure) -> Value {
        try once.run(makeValue)
        guard let made else { Misuse.stop("a lazy value is done, and was not made") }
        return made
    }

    /// Under no lock, so that what the closure holds may be destroyed here.
    private func makeValue() throws(Failure) {
        guard let make else { Misuse.stop("a lazy value was made twice") }
        made = try make()
        self.make = nil
    }
}
