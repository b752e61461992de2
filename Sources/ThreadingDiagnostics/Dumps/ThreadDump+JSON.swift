// Part of swift-threading. Apache-2.0: see LICENSE.

extension ThreadDump {
    /// The dump for a program to read: an object, in one line.
    ///
    /// ```
    /// { "process": 4242, "time": "2026-02-03T03:12:45.120Z", "isRecorded": true,
    ///   "threads": [{ "id": 7, "name": "left", "systemThread": 4243, "isMain": false, "isDaemon": false, "isForeign": false,
    ///       "state": "waiting", "systemState": "sleeping",
    ///       "wait": { "kind": "lock", "address": "0x7f31c4001a10", "name": "accounts", "seconds": 1.500000000,
    ///                 "remainingSeconds": null, "holder": 8, "holderHasEnded": false },
    ///       "holds": [{ "kind": "lock", "address": "0x7f31c4001b50", "name": null, "seconds": 1.600000000 }] }],
    ///   "deadlocks": [[7, 8]] }
    /// ```
    ///
    /// What is not known is `null`. A deadlock is the numbers of its threads, each of which waits for the one that follows it.
    public var json: String {
        Self.object([
            ("process", "\(processID)"), ("time", JSONText.quoted(WallTime.text(time))),
            ("isRecorded", "\(isRecorded)"),
            ("threads", Self.array(entries.map(Self.json))),
            ("deadlocks", Self.array(deadlocks.map { Self.array($0.members.map { "\($0.thread.id)" }) })),
        ])
    }

    private static func json(_ entry: Entry) -> String {
        object([
            ("id", "\(entry.thread.id)"), ("name", JSONText.quoted(entry.thread.name)),
            ("systemThread", entry.thread.nativeID.map(String.init) ?? "null"),
            ("isMain", "\(entry.isMain)"), ("isDaemon", "\(entry.isDaemon)"), ("isForeign", "\(entry.isForeign)"),
            ("state", JSONText.quoted(entry.state.rawValue)), ("systemState", text(entry.systemState)),
            ("wait", entry.wait.map(json) ?? "null"),
            ("holds", array(entry.holds.map { object(fields($0.object) + [("seconds", seconds($0.duration))]) })),
        ])
    }

    private static func json(_ wait: Wait) -> String {
        object(
            fields(wait.object) + [
                ("seconds", seconds(wait.duration)), ("remainingSeconds", wait.remaining.map(seconds) ?? "null"),
                ("holder", wait.holder.map { "\($0.id)" } ?? "null"), ("holderHasEnded", "\(wait.holderHasEnded)"),
            ]
        )
    }

    private static func fields(_ object: WaitObject) -> [(String, String)] {
        [
            ("kind", JSONText.quoted(object.kind)), ("address", JSONText.quoted(object.addressText)),
            ("name", text(object.name)),
        ]
    }

    private static func object(_ fields: [(String, String)]) -> String {
        "{" + fields.map { "\(JSONText.quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}"
    }

    private static func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }

    private static func text(_ text: String?) -> String { text.map(JSONText.quoted) ?? "null" }

    private static func seconds(_ duration: Duration) -> String {
        let nanoseconds = duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000
        let digits = String(1_000_000_000 + nanoseconds.magnitude % 1_000_000_000).dropFirst()
        return "\(nanoseconds < 0 ? "-" : "")\(nanoseconds.magnitude / 1_000_000_000).\(digits)"
    }
}
