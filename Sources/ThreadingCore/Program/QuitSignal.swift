// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// SIGQUIT: what Ctrl-\ and `kill -QUIT` send, and what ends a process that does not catch it.
package enum QuitSignal {
    /// Has it caught from now on; zero, or the system's error number.
    package static func catchIt() -> Int32 { ct_quit_catch() }

    /// Has it do again what it did before.
    package static func release() { ct_quit_release() }

    /// Waits for the next one; false if there can be none.
    package static func wait() -> Bool { ct_quit_wait() }
}
