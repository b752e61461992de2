// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What an exit test does to its own process.
enum ExitTestLimits {
    /// Ends the process by a signal if it hangs, since nobody else would.
    static func endIfHanging() { _ = alarm(300) }

    static func exitWithSuccess() -> Never { exit(EXIT_SUCCESS) }

    static func leave(with status: Int32) -> Never { _exit(status) }

    /// Makes the system refuse threads from now on.
    ///
    /// The limit on processes does not bind root, so the process becomes somebody else first.
    static func refuseThreads() {
        if geteuid() == 0 { precondition(setuid(65_534) == 0, "root cannot become nobody") }
        setThreadLimit(to: 0)
        precondition(isRefused, "the system starts threads although it was told not to")
    }

    /// Takes the limit away again.
    static func allowThreads() {
        var limit = rlimit()
        guard unsafe getrlimit(threads, &limit) == 0 else { return }
        setThreadLimit(to: limit.rlim_max)
        precondition(!isRefused, "the system still refuses threads")
    }

    private static func setThreadLimit(to number: rlim_t) {
        var limit = rlimit()
        // Only this process's own limit; the pointers live for the calls.
        precondition(unsafe getrlimit(threads, &limit) == 0, "no limit")
        limit.rlim_cur = number
        precondition(unsafe setrlimit(threads, &limit) == 0, "no limit set")
    }

    #if canImport(Glibc)
    private static let threads = __rlimit_resource_t(__RLIMIT_NPROC.rawValue)
    #else
    private static let threads = RLIMIT_NPROC
    #endif

    private static var isRefused: Bool {
        do {
            try NativeThread.start {}.join()
            return false
        } catch { return true }
    }
}
