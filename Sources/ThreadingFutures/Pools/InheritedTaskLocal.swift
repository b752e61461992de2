// Part of swift-threading. Apache-2.0: see LICENSE.

/// A task-local value that travels with the work of a pool, from whoever submits it to the thread that does it.
///
/// ```swift
/// enum Request { @TaskLocal static var id = "none" }
///
/// var options = ThreadPoolOptions(maximumThreads: 8)
/// options.inherited = [.init(Request.$id)]
/// let pool = ThreadPool(options)
/// Request.$id.withValue("42") { pool.submit { print(Request.id) } }   // 42
/// ```
///
/// Each has to be named: the language does not tell which task-local values there are. Those that are not named
/// have their default value in the work; where work is done by a thread that waits for it, or that submits it to a full
/// pool, they have what that thread has.
///
/// **Python**: there is none by default; `threading.Thread(context=…)` and the `thread_inherit_context` flag (3.14) do so
/// for threads, and not for pools.
public struct InheritedTaskLocal: Sendable {
    /// Runs a body with the value that was there.
    typealias Binding = @Sendable (_ body: () -> Void) -> Void

    private let capture: @Sendable () -> Binding

    /// Names a task-local value: the projection of its property, `Type.$property`.
    ///
    /// - Parameter local: what is to travel.
    public init<Value: Sendable>(_ local: TaskLocal<Value>) {
        capture = {
            let value = local.get()
            return { body in local.withValue(value, operation: body) }
        }
    }

    /// What the calling thread or task has of it now.
    func bind() -> Binding { capture() }

    /// Runs the body with all of the values.
    static func withValues(_ values: ArraySlice<Binding>, _ body: () -> Void) {
        guard let first = values.first else { return body() }
        first { withValues(values.dropFirst(), body) }
    }
}
