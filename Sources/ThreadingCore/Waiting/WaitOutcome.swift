// Part of swift-threading. Apache-2.0: see LICENSE.

/// How a sleep on a word ended.
package enum WaitOutcome: Sendable {
    /// Another thread woke this one.
    case woken
    /// There was no sleep, since the word was another already, or a signal handler ran: look again.
    case lookAgain
    /// The deadline has passed.
    case timedOut
}
