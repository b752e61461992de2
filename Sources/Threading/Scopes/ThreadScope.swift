// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Starts threads that end before the scope does.
///
/// The body of ``withThreads(name:limit:_:)`` or ``withThrowingThreads(name:policy:limit:deadline:_:)`` gets one. It
/// cannot leave that body: the compiler refuses to return it, to store it, or to capture it in the body of a thread. A
/// thread that is to start others gets a scope of its own as its argument:
///
/// ```swift
/// withThreads(name: "walker") { scope in
///     scope.spawn { scope in
///         for folder in folders(of: root) { scope.spawn { list(folder) } }
///     }
/// }
/// ```
///
/// | | below the limit | at the limit |
/// | --- | --- | --- |
/// | `spawn`, ``start(name:stackSize:_:)`` by the scope's body | starts | blocks until a thread has ended |
/// | `spawn`, ``start(name:stackSize:_:)`` by a thread of the scope | starts | starts |
/// | ``spawnIfAvailable(name:stackSize:_:)`` | starts | `nil` |
///
/// `Failure` is what the threads may throw: `Never` or any error.
///
/// **Python**: there is none; `threading` leaves it to you to join.
public struct ThreadScope<Failure: Error>: ~Escapable, Sendable {
    private let core: ScopeCore
    private let isOfThread: Bool

    @_lifetime(borrow core)
    init(_ core: borrowing ScopeCore, isOfThread: Bool = false) {
        self.core = copy core
        self.isOfThread = isOfThread
    }

    /// What the threads of the scope, and its body, see as ``StopToken/current``, or what trips it.
    public var stopToken: StopToken { core.source.token }

    /// Asks all threads of the scope and its body to stop, those as well that are started later.
    ///
    /// **Blocking**: as ``StopSource/requestStop()``.
    ///
    /// - Returns: whether this was the first request.
    @discardableResult
    public func requestStop() -> Bool { core.source.requestStop() }

    /// Starts a thread that ends before the scope does.
    ///
    /// It is started also when the scope was asked to stop; then it finds its token tripped.
    ///
    /// **Blocking**: called by the scope's body at the scope's limit, until a thread has ended. Called by a thread of
    /// the scope, never: threads that hold the places and wait for places would wait for each other.
    ///
    /// **Precondition**: the operating system has a thread left; see ``start(name:stackSize:_:)``.
    ///
    /// - Parameters:
    ///   - name: what the thread is called; else the scope's name and a number, or `Thread-1` … as without a scope.
    ///   - stackSize: bytes of stack, as for ``NativeThread/spawn(name:stackSize:daemon:_:)``.
    ///   - body: what the thread does. What it throws is a failure of the scope, joined or not.
    /// - Returns: the handle to wait for the body's value with. It may be dropped, and may leave the scope.
    @available(*, noasync, message: "blocks the thread")
    @discardableResult
    public func spawn<Value: Sendable>(
        name: String? = nil,
        stackSize: Int? = nil,
        _ body: sending @escaping () throws(Failure) -> Value
    ) -> JoinHandle<Value, Failure> {
        started(core.spawn(in: place, name: name, stackSize: stackSize, body))
    }

    /// Starts a thread that may itself start threads in the scope; otherwise the same.
    ///
    /// - Parameters:
    ///   - name: what the thread is called.
    ///   - stackSize: bytes of stack.
    ///   - body: what the thread does; its argument is the scope, to start others in.
    /// - Returns: the handle to wait for the body's value with.
    @available(*, noasync, message: "blocks the thread")
    @discardableResult
    public func spawn<Value: Sendable>(
        name: String? = nil,
        stackSize: Int? = nil,
        _ body: sending @escaping (ThreadScope<Failure>) throws(Failure) -> Value
    ) -> JoinHandle<Value, Failure> {
        let core = core
        return started(
            core.spawn(in: place, name: name, stackSize: stackSize) { () throws(Failure) -> Value in
                try body(ThreadScope(core, isOfThread: true))
            }
        )
    }

    /// Starts a thread if the scope's limit lets it run now.
    ///
    /// Never blocks.
    ///
    /// **Python**: there is none; Go's `errgroup.TryGo`.
    ///
    /// - Parameters:
    ///   - name: what the thread is called.
    ///   - stackSize: bytes of stack.
    ///   - body: what the thread does.
    /// - Returns: the handle; `nil` if as many run as may, and the body was not run.
    public func spawnIfAvailable<Value: Sendable>(
        name: String? = nil,
        stackSize: Int? = nil,
        _ body: sending @escaping () throws(Failure) -> Value
    ) -> JoinHandle<Value, Failure>? {
        core.spawn(in: .ifFree, name: name, stackSize: stackSize, body)
    }

    /// Starts a thread as `spawn` does, or throws if the operating system has none left.
    ///
    /// - Parameters:
    ///   - name: what the thread is called.
    ///   - stackSize: bytes of stack.
    ///   - body: what the thread does.
    /// - Throws: ``ThreadStartError``; the body was not run.
    /// - Returns: the handle to wait for the body's value with.
    @available(*, noasync, message: "blocks the thread")
    @discardableResult
    public func start<Value: Sendable>(
        name: String? = nil,
        stackSize: Int? = nil,
        _ body: sending @escaping () throws(Failure) -> Value
    ) throws(ThreadStartError) -> JoinHandle<Value, Failure> {
        started(try core.start(in: place, name: name, stackSize: stackSize, body))
    }

    private var place: ScopeCore.Place { isOfThread ? .beyondLimit : .awaited }

    private func started<Value>(_ handle: JoinHandle<Value, Failure>?) -> JoinHandle<Value, Failure> {
        guard let handle else { Misuse.stop("a scope did not start the thread that it made a place for") }
        return handle
    }
}
