// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What there is to know of the terminal at standard error.
enum Terminal {
    /// Whether a bar can be drawn there: it is a terminal that can go back to the start of a line.
    static var canShowBar: Bool {
        isatty(STDERR_FILENO) == 1 && environment("TERM").map { $0 != "dumb" } ?? false
    }

    /// https://no-color.org: any value but the empty one.
    static var wantsColour: Bool {
        (environment("NO_COLOR") ?? "").isEmpty
    }

    /// Whether standard output is a terminal, too.
    ///
    /// It is then taken to be the same one.
    static var isStandardOutput: Bool { isatty(STDOUT_FILENO) == 1 }

    /// How many columns there are now.
    ///
    /// Asked anew for each line, so that the bar follows the window without a handler for `SIGWINCH`.
    static var width: Int {
        var size = winsize()
        // SAFETY: the request fills in one `winsize`, which outlives the call.
        guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Whether this process may draw: it does not while it runs in a shell's background.
    static var isForeground: Bool {
        let group = tcgetpgrp(STDERR_FILENO)
        // Fails where the terminal is not the one that controls this process; then nobody else's
        // lines are on it either.
        return group < 0 || group == getpgrp()
    }

    static func environment(_ name: String) -> String? {
        // SAFETY: nothing here or in the libraries changes the environment, and it is copied at once.
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}
