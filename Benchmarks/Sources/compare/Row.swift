// Part of swift-threading. Apache-2.0: see LICENSE.

/// A scenario: what ours takes, and what the others do.
struct Row {
    /// A peer and its median.
    struct Entry {
        let peer: String
        let nanoseconds: Double

        /// How many runs it is the median of, and how far from the fastest to the slowest.
        let rounds: Int
        let spread: ClosedRange<Double>
    }

    let scenario: String
    let ours: Entry
    let best: Entry?
    let incumbent: Entry?
    let python: Entry?
    let floor: Entry?

    /// The median of what our least favoured thread had.
    let leastShare: Double?

    /// How many times faster than one thread ours is.
    let speedUp: Double?

    /// KiB for each thread, ours and that of the C library's own.
    let resident: (ours: Double, raw: Double?)?

    /// Ours divided by the best.
    var ratio: Double? { best.map { ours.nanoseconds / $0.nanoseconds } }

    /// The row of a scenario; nil if ours was not measured at it.
    ///
    /// - Parameters:
    ///   - scenario: its name.
    ///   - runs: all runs of it, of whatever peer.
    init?(_ scenario: String, _ runs: [Run]) {
        var entries: [PeerKind: [Entry]] = [:]
        for (peer, all) in Dictionary(grouping: runs, by: \.peer) {
            let own = Self.quiet(all)
            let times = own.compactMap(\.nanoseconds).sorted()
            guard let first = times.first, let last = times.last else { continue }
            // A lock that starves a thread is no peer of one that does not.
            if let share = Self.median(own.compactMap(\.leastShare)), share < 0.1, !peer.hasPrefix("ours.") { continue }
            let entry = Entry(
                peer: peer,
                nanoseconds: Self.median(times) ?? first,
                rounds: times.count,
                spread: first...last
            )
            entries[PeerKind(of: peer, in: scenario), default: []].append(entry)
        }
        func fastest(_ kind: PeerKind, where fits: (String) -> Bool = { _ in true }) -> Entry? {
            entries[kind]?.filter { fits($0.peer) }.min { $0.nanoseconds < $1.nanoseconds }
        }
        // What is locked by hand goes before what locks for one: the name without an addition is the plain form.
        guard let ours = entries[.ours]?.min(by: { $0.peer < $1.peer }) else { return nil }
        self.scenario = scenario
        self.ours = ours
        best = fastest(.thread)
        incumbent = fastest(.thread) { $0.hasPrefix("swift.") && $0 != "swift.pthread" }
        python = fastest(.thread) { $0.hasPrefix("py.") }
        floor = fastest(.floor)
        let own = Self.quiet(runs.filter { $0.peer == ours.peer })
        leastShare = Self.median(own.compactMap(\.leastShare))
        speedUp = Self.median(own.compactMap(\.sequential)).map { $0 / ours.nanoseconds }
        let raw = Self.median(runs.filter { $0.peer == "c.pthread" }.compactMap(\.resident))
        resident = Self.median(own.compactMap(\.resident)).map { ($0, raw) }
    }

    /// The runs beside which other processes used no more than a fifth of a processor, if these are three or more.
    private static func quiet(_ runs: [Run]) -> [Run] {
        let quiet = runs.filter { $0.nanoseconds != nil && ($0.foreign ?? 0) <= 0.2 }
        return quiet.count >= 3 ? quiet : runs
    }

    static func median(_ numbers: [Double]) -> Double? {
        guard !numbers.isEmpty else { return nil }
        let sorted = numbers.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
