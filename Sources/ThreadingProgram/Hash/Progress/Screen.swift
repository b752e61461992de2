// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The one line at the bottom of the terminal that the bar has, and everybody else's way past it.
///
/// Whoever writes to the terminal does so through here, so that nothing is ever written behind a
/// bar on the same line. Without a terminal there is no bar, and all of this costs a lock.
final class Screen: Sendable {
    private struct Bar {
        /// The text that stands on the terminal now.
        var drawn: String?
        /// Set when the program ends: nothing is drawn any more.
        var isOver = false
    }

    private let bar = Locked(Bar())

    /// Draws the bar in place of the one that is there.
    func draw(_ text: String) {
        bar.withLock { bar in
            guard !bar.isOver else { return }
            bar.drawn = text
            Self.write("\r\(text)\(Self.eraseToEnd)")
        }
    }

    /// Prints a message on standard error.
    func print(_ message: Message) {
        withoutBar { Self.write(message.line) }
    }

    /// Runs `body`, which writes whole lines to the terminal, with the bar out of the way.
    func withoutBar<E>(_ body: () throws(E) -> Void) throws(E) {
        try bar.withLock { bar throws(E) in
            guard let drawn = bar.drawn else { return try body() }
            Self.write("\r\(Self.eraseToEnd)")
            defer { Self.write("\r\(drawn)\(Self.eraseToEnd)") }
            try body()
        }
    }

    /// Takes the bar away for good.
    ///
    /// - Parameter duration: how long to wait for somebody who is writing: a terminal that has been
    ///   stopped (Ctrl-S) can hold a writer up for ever.
    func takeAway(for duration: Duration? = nil) {
        bar.withLock(for: duration) { bar in
            if bar.drawn != nil { Self.write("\r\(Self.eraseToEnd)") }
            bar.drawn = nil
            bar.isOver = true
        }
    }

    private static func write(_ text: String) { write(Array(text.utf8)) }

    private static func write(_ bytes: [UInt8]) {
        // Where messages cannot be written there is nobody to be told of it.
        try? DescriptorOutput.write(bytes, to: STDERR_FILENO)
    }

    private static let eraseToEnd = "\u{1B}[K"
}
