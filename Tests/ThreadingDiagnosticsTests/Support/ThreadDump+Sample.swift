// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

@testable import ThreadingDiagnostics

/// A dump with all that a dump may have, of no process.
extension ThreadDump {
    static let sample = ThreadDump(
        processID: 4242,
        // 2026-02-03T03:12:45.120Z
        time: .seconds(1_770_088_365) + .milliseconds(120),
        isRecorded: true,
        entries: [
            sampleEntry(1, "MainThread", isMain: true, wait: wait(WaitObject("join", 0x10), 41_200, holder: left)),
            sampleEntry(
                2,
                "left",
                wait: wait(WaitObject("lock", 0x2b, "b"), 41_150, holder: right),
                holds: [hold(WaitObject("lock", 0x1a, "a"), 41_160)]
            ),
            sampleEntry(
                3,
                "right",
                wait: wait(WaitObject("lock", 0x1a, "a"), 1_500, holder: left),
                holds: [hold(WaitObject("lock", 0x2b, "b"), 41_160), hold(WaitObject("lock", 0x3c), 2_000)]
            ),
            sampleEntry(
                4,
                "tidy\n\"up\"",
                isDaemon: true,
                wait: wait(WaitObject("event", 0x4d), 250, remaining: 9_750)
            ),
            sampleEntry(5, "reader", isDaemon: true, isForeign: true, systemState: "sleeping, uninterruptible"),
            sampleEntry(6, "worker", systemState: "running"),
            sampleEntry(7, "new", state: .starting, hasBegun: false, systemState: nil),
            sampleEntry(8, "lost", wait: wait(WaitObject("lock", 0x5e), 3_000, holder: gone, holderHasEnded: true)),
            sampleEntry(9, "stranger", wait: wait(WaitObject("lock", 0x6f), 3_000)),
            sampleEntry(10, "napper", wait: wait(WaitObject("sleep", 0), 3_000, remaining: 57_000)),
        ],
        deadlocks: [
            Deadlock(
                members: [
                    .init(
                        thread: left,
                        object: WaitObject("lock", 0x2b, "b"),
                        duration: .milliseconds(41_150),
                        holder: right
                    ),
                    .init(
                        thread: right,
                        object: WaitObject("lock", 0x1a, "a"),
                        duration: .milliseconds(1_500),
                        holder: left
                    ),
                ],
                time: .seconds(1_770_088_365),
                key: []
            )
        ]
    )

    private static let left = ThreadIdentity(id: 2, name: "left", nativeID: 4302)
    private static let right = ThreadIdentity(id: 3, name: "right", nativeID: 4303)
    private static let gone = ThreadIdentity(id: 11, name: "gone", nativeID: 4311)

    private static func sampleEntry(
        _ id: UInt64,
        _ name: String,
        state: State? = nil,
        hasBegun: Bool = true,
        isMain: Bool = false,
        isDaemon: Bool = false,
        isForeign: Bool = false,
        systemState: String? = "sleeping",
        wait: Wait? = nil,
        holds: [Hold] = []
    ) -> Entry {
        Entry(
            thread: ThreadIdentity(id: id, name: name, nativeID: hasBegun ? 4300 + id : nil),
            isDaemon: isDaemon,
            isMain: isMain,
            isForeign: isForeign,
            state: state ?? (wait == nil ? .running : .waiting),
            systemState: systemState,
            wait: wait,
            holds: holds
        )
    }

    private static func wait(
        _ object: WaitObject,
        _ milliseconds: Int,
        remaining: Int? = nil,
        holder: ThreadIdentity? = nil,
        holderHasEnded: Bool = false
    ) -> Wait {
        Wait(
            object: object,
            duration: .milliseconds(milliseconds),
            remaining: remaining.map { .milliseconds($0) },
            holder: holder,
            holderHasEnded: holderHasEnded
        )
    }

    private static func hold(_ object: WaitObject, _ milliseconds: Int) -> Hold {
        Hold(object: object, duration: .milliseconds(milliseconds))
    }
}
