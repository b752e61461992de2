// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension NativeThread {
    /// Starts a thread that runs `body`.
    ///
    /// ```swift
    /// let size = NativeThread.spawn(name: "reader") { try read(path).count }
    /// print(try size.join())
    /// ```
    ///
    /// An error that leaves the body is thrown by ``JoinHandle/join()``. If the handle is dropped and
    /// nobody has asked for it, the error is written to standard error with the thread's name.
    ///
    /// **Blocking**: does not wait for the thread to begin.
    ///
    /// **Ordering**: what the caller did before is visible to the body; what the body did is visible
    /// to whoever has joined it.
    ///
    /// **Precondition**: the operating system has a thread left. Use ``start(name:stackSize:daemon:_:)``
    /// where the program is to go on without one.
    ///
    /// - Complexity: O(1), some 40 µs.
    /// - Parameters:
    ///   - name: what the thread is called; `Thread-1`, `Thread-2` … if none is given.
    ///   - stackSize: bytes of stack, at least 16 KiB, rounded up to what the system accepts. The default
    ///     is 8 MiB of addresses, of which only what is touched takes memory.
    ///   - daemon: whether the process may end without waiting for the thread. Not inherited.
    ///   - body: what the thread does. What it captures is destroyed before a join returns.
    /// - Returns: the handle to wait for the body's value with. It may be dropped.
    @discardableResult
    public static func spawn<Value: Sendable, Failure: Error>(
        name: String? = nil,
        stackSize: Int? = nil,
        daemon: Bool = false,
        _ body: sending @escaping () throws(Failure) -> Value
    ) -> JoinHandle<Value, Failure> {
        do {
            return try start(name: name, stackSize: stackSize, daemon: daemon, body)
        } catch {
            Misuse.stop("\(error); use NativeThread.start to go on without the thread")
        }
    }

    /// Starts a thread as ``spawn(name:stackSize:daemon:_:)`` does, or throws if the operating system has
    /// none left.
    ///
    /// The body is then not run.
    ///
    /// - Parameters:
    ///   - name: what the thread is called.
    ///   - stackSize: bytes of stack, at least 16 KiB.
    ///   - daemon: whether the process may end without waiting for the thread.
    ///   - body: what the thread does.
    /// - Throws: ``ThreadStartError``.
    /// - Returns: the handle to wait for the body's value with.
    @discardableResult
    public static func start<Value: Sendable, Failure: Error>(
        name: String? = nil,
        stackSize: Int? = nil,
        daemon: Bool = false,
        _ body: sending @escaping () throws(Failure) -> Value
    ) throws(ThreadStartError) -> JoinHandle<Value, Failure> {
        try start(ThreadOptions(name: name, stackSize: stackSize, isDaemon: daemon), body)
    }

    /// Starts a thread with options, or throws if the operating system refuses one of them or has no thread left.
    ///
    /// **Blocking**: as ``spawn(name:stackSize:daemon:_:)``. With a niceness or processors it waits until the thread
    /// has set them, which is the first thing that the thread does.
    ///
    /// - Parameters:
    ///   - options: what the thread is to be like.
    ///   - body: what the thread does; not run, and destroyed, if this throws.
    /// - Throws: ``ThreadStartError``.
    /// - Returns: the handle to wait for the body's value with.
    @discardableResult
    public static func start<Value: Sendable, Failure: Error>(
        _ options: ThreadOptions,
        _ body: sending @escaping () throws(Failure) -> Value
    ) throws(ThreadStartError) -> JoinHandle<Value, Failure> {
        let (name, stackSize, daemon) = (options.name, options.stackSize, options.isDaemon)
        options.check()
        Misuse.unless(
            stackSize.map { $0 >= 16 << 10 } ?? true,
            "a thread needs a stack of at least 16384 bytes, not \(stackSize ?? 0)"
        )
        let seam = Seam.current
        // Not aside: an explorer is to know of it.
        let stop = StopState()
        let thread = Seam.aside {
            ProcessExit.shared.prepare()
            return ThreadRegistry.shared.add(
                name: name ?? seam?.nameForThread(),
                isDaemon: daemon,
                origin: seam == nil ? .spawned : .explored,
                stop: stop
            )
        }
        let state = JoinState<Value, Failure>(thread, ThreadHooks.shared.ofCaller, body)
        if let seam {
            seam.startThread(
                thread.id,
                name: thread.name,
                isDaemon: daemon,
                whenAbandoned: { ThreadRegistry.shared.remove(thread) },
                body: {
                    state.run()
                    thread.leave()
                }
            )
        } else if let scheduling = options.scheduling {
            if let refusal = startScheduled(state, stackSize: stackSize, scheduling) {
                ThreadRegistry.shared.remove(thread)
                throw refusal
            }
        } else {
            let error = ThreadStart.run(stackSize: stackSize, { state.run() }, finally: { thread.leave() })
            guard error == 0 else {
                ThreadRegistry.shared.remove(thread)
                throw ThreadStartError(code: error, reason: ThreadStart.describe(error))
            }
        }
        return JoinHandle(state)
    }

    /// The thread's side of its beginning.
    func begin() {
        CurrentThread.setRecord(self)
        StopState.setCurrent(stop)
        noteNativeID(CurrentThread.nativeID)
        CurrentThread.setSystemName(name)
        Seam.aside { Observation.tell { $0.threadDidStart() } }
    }

    /// The thread's side of its end, after which whoever waits for it may go on.
    func finish() {
        Seam.aside { Observation.tell { $0.threadWillEnd() } }
        end.open()
    }

    /// The last thing that the thread does, when its result has been destroyed or is in the hands of others.
    ///
    /// Until then it knows who it is, and the end of the process waits for it: an error that nobody
    /// reads is told in between.
    func leave() {
        // Those that the destruction of its result has made anew.
        Self.inTheOpen { LocalTable.endCaller() }
        Seam.aside { ThreadRegistry.shared.remove(self) }
        StopState.setCurrent(nil)
        CurrentThread.clearRecord()
        gone.open()
    }

    /// Runs code of the user's around the body, which an explorer is to see.
    static func inTheOpen(_ code: () -> Void) {
        Seam.current?.endAside()
        defer { Seam.current?.beginAside() }
        code()
    }
}
