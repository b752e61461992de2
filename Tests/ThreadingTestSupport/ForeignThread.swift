// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A thread that the package did not start, as a C library would.
package struct ForeignThread: @unchecked Sendable {
    // Unchecked: on Darwin `pthread_t` is a pointer, which is only passed on.
    private let handle: pthread_t

    private final class Body {
        let run: () -> Void

        init(_ run: @escaping () -> Void) {
            self.run = run
        }
    }

    package init(_ body: sending @escaping () -> Void) {
        // The box is retained here and released by the thread.
        let box = unsafe Unmanaged.passRetained(Body(body))
        #if canImport(Darwin)
        var thread: pthread_t?
        let error = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            box.toOpaque()
        )
        guard error == 0, let thread = unsafe thread else { preconditionFailure("no thread for a test: \(error)") }
        #else
        var thread = pthread_t()
        let error = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            box.toOpaque()
        )
        precondition(error == 0, "no thread for a test: \(error)")
        #endif
        handle = thread
    }

    /// Waits until the system's own thread has gone, its thread-specific data included.
    package func join() {
        _ = pthread_join(handle, nil)
    }
}
