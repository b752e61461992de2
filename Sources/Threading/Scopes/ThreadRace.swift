// Part of swift-threading. Apache-2.0: see LICENSE.

/// Starts the threads of ``withRacingThreads(of:name:limit:deadline:_:)``.
///
/// It cannot leave the body that gets it.
public struct ThreadRace<Value: Sendable>: ~Escapable, Sendable {
    private let core: ScopeCore
    private let finish: RaceFinish<Value>

    @_lifetime(borrow core)
    init(_ core: borrowing ScopeCore, _ finish: RaceFinish<Value>) {
        self.core = copy core
        self.finish = finish
    }

    /// Starts a thread that tries to be the first.
    ///
    /// Its body is not run any more if there is a winner when it begins.
    ///
    /// **Blocking**: at the limit, until a thread has ended.
    ///
    /// **Precondition**: the operating system has a thread left.
    ///
    /// - Parameters:
    ///   - name: what the thread is called; else the race's name and a number.
    ///   - stackSize: bytes of stack, as for ``NativeThread/spawn(name:stackSize:daemon:_:)``.
    ///   - body: what the thread does; to throw is to give up.
    @available(*, noasync, message: "blocks the thread")
    public func spawn(
        name: String? = nil,
        stackSize: Int? = nil,
        _ body: sending @escaping () throws -> Value
    ) {
        let (source, finish) = (core.source, finish)
        _ = core.spawn(in: .awaited, name: name, stackSize: stackSize) { () throws in
            guard !finish.isReached else { return }
            let value = try body()
            if finish.reach(with: value) { source.requestStop() }
        }
    }
}
