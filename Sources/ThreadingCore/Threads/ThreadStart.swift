// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// Starting a thread of the operating system.
package enum ThreadStart {
    /// Runs the body on a new, detached thread.
    ///
    /// - Parameters:
    ///   - stackSize: bytes; rounded up to what the system accepts. `nil` is 8 MiB of address space,
    ///     of which only what is touched takes memory, on every C library: musl's own 128 KiB have
    ///     broken too many programs.
    ///   - body: what the thread does.
    ///   - finally: what it does last, when the body and all that it captured have been destroyed.
    /// - Returns: zero, or the system's error number; the body was then not run.
    package static func run(
        stackSize: Int?,
        _ body: sending @escaping () -> Void,
        finally: sending @escaping () -> Void = {}
    ) -> Int32 {
        let page = Int(ct_page_size())
        let wanted = max(stackSize ?? 8 << 20, Int(ct_least_stack()))
        let (padded, isTooLarge) = wanted.addingReportingOverflow(overhead + page - 1)
        if isTooLarge { return EINVAL }
        let rounded = padded / page * page
        // The box is retained once here and released by the thread that runs it, or here again.
        let box = unsafe Unmanaged.passRetained(ThreadBody(body, finally))
        let error = unsafe ct_start_thread(rounded, runBody, box.toOpaque())
        if error != 0 { unsafe box.release() }
        return error
    }

    /// What is not the body's.
    ///
    /// The C library keeps thread-local variables of all libraries on the stack, and the frames of this package are
    /// under it. Without this, the smallest stack was too small for an empty body in a debug build. Addresses only:
    /// what is not touched takes no memory.
    private static let overhead = 16 << 10

    /// What `errno` calls the error, for messages.
    package static func describe(_ error: Int32) -> String {
        switch error {
        case EAGAIN: "EAGAIN: a limit on threads or memory is reached"
        case ENOMEM: "ENOMEM: there is no memory for its stack"
        case EINVAL: "EINVAL: the stack size is not one that the system accepts"
        case EPERM: "EPERM: it is not permitted"
        default: "error \(error)"
        }
    }
}

/// Where every thread begins; seen at the bottom of its stack in a debugger.
private func runBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument = unsafe argument else { return nil }
    // Sound: the pointer is the retained box that `run` passed, and this is its only taker.
    unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}

private final class ThreadBody {
    private var body: (() -> Void)?
    private let finally: () -> Void

    init(_ body: @escaping () -> Void, _ finally: @escaping () -> Void) {
        self.body = body
        self.finally = finally
    }

    func run() {
        runBody()
        finally()
    }

    /// In a function of its own, so that the body is destroyed at its end.
    @inline(never)
    private func runBody() {
        let body = body
        self.body = nil
        body?()
    }
}
