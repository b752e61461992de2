// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Threading

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#endif

/// Measures one scenario of this package the way that the programs of other languages measure theirs.
///
///     peer                       a line `NAME SCENARIO` for each
///     peer NAME SCENARIO [N]     one measurement, as a line of JSON; N operations, else as many as take PEERS_TARGET_MS
///
/// Every run checks its own result, and ends with status 3 if a counter or sum is wrong.
@main
enum Peer {
    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        guard words.count >= 2 else {
            for scenario in Scenario.all { print(scenario.peer, scenario.name) }
            return
        }
        guard let scenario = Scenario.all.first(where: { $0.peer == words[0] && $0.name == words[1] }) else {
            fail("there is no scenario \(words[1]) of \(words[0])", status: 2)
        }
        // The C library leaves atomic operations out while a process has one thread.
        NativeThread.spawn(name: "second", daemon: true) { Event().wait() }
        let meter = Meter(fixed: words.dropFirst(2).first.flatMap { Int($0) })
        let measured = scenario.measure(meter)
        print(measured.line(peer: scenario.peer, scenario: scenario.name))
    }

    /// Ends the program: what it measured is not what it should be.
    static func fail(_ sentence: String, status: Int32 = 3) -> Never {
        print(sentence)
        exit(status)
    }
}
