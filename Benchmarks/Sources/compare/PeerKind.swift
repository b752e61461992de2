// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a peer is to be compared with.
enum PeerKind {
    case ours

    /// Blocks threads of the system, as ours do: these compete.
    case thread

    /// Suspends tasks of a language's runtime, which is other work.
    case task

    /// A lower bound: does less than what is asked for.
    case floor

    private static let floors: Set<String> = [
        "c.cas_pair", "c.fetch_add", "c.futex", "c.spin", "c.spinyield", "c.ring_spin", "c.clone", "c.inline",
        "c.atomic_rw", "c.2threads", "rust.inline", "java.inline", "go.inline", "swift.inline",
        "swift.bare",
    ]
    private static let tasks: Set<String> = [
        "swift.actor", "swift.AsyncChannel", "swift.AsyncStream", "swift.TaskGroup", "swift.Task", "swift.async_let",
        // Its readers take no lock, and may read what is half written.
        "java.Stamped_optimistic",
    ]

    /// The kind of a peer in a scenario.
    init(of peer: String, in scenario: String) {
        // These run pieces on threads, whatever divides them; that thread ends, and nobody joins it.
        let isPieces = scenario.hasPrefix("pool_map") || scenario.hasPrefix("pool_sha")
        if peer.hasPrefix("ours.") {
            self = .ours
        } else if Self.floors.contains(peer) {
            self = .floor
        } else if peer.hasSuffix("*") || (peer == "go.osthread" && scenario == "spawn_join")
            || (Self.tasks.contains(peer) && !isPieces)
        {
            self = .task
        } else {
            self = .thread
        }
    }
}
