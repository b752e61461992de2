// Part of swift-threading. Apache-2.0: see LICENSE.

extension NativeThread {
    /// Has every thread that is started from now on call `atStart` before its body and `atEnd` after it.
    ///
    /// For what belongs to a thread and is no body's business: a profiler, a C library that wants to be told of each
    /// thread, a count. For a value of each thread, see ``ThreadLocal``.
    ///
    /// ```swift
    /// let hooks = NativeThread.addHooks(
    ///     atStart: { thread in profiler_register(thread.name) },
    ///     atEnd: { _ in profiler_unregister() }
    /// )
    /// ```
    ///
    /// Both run on the thread itself, which is ``current``. Several hooks nest: those that were added first begin first
    /// and end last. A thread has the hooks that were there when it was *started*, and calls both of each pair, even if
    /// they are cancelled meanwhile; the end also when the body throws. A join returns after them. What they do with
    /// thread locals lasts until then. The threads of pools have hooks too; those that this package did not start have
    /// none.
    ///
    /// Hooks hold a thread up, and its join. They are called with no lock held, and may do whatever a body may.
    /// In an exploration of interleavings, threads have the hooks that were added in it, and no others.
    ///
    /// **Python**: `threading.settrace` and `setprofile`, of which there can be one, called for each line or function.
    ///
    /// - Parameters:
    ///   - atStart: called before the body.
    ///   - atEnd: called after the body.
    /// - Returns: the registration, to take the hooks back with. It may be dropped: the hooks stay.
    @discardableResult
    public static func addHooks(
        atStart: @escaping @Sendable (NativeThread) -> Void = { _ in },
        atEnd: @escaping @Sendable (NativeThread) -> Void = { _ in }
    ) -> ThreadHookRegistration {
        ThreadHookRegistration(id: ThreadHooks.shared.add(atStart: atStart, atEnd: atEnd))
    }
}
