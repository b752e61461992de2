// Part of swift-threading. Apache-2.0: see LICENSE.

/// One schedule: the default, with departures.
final class GuidedSearch: Search {
    private var targets: [Departure.Place: Int] = [:]
    private var isDone = false

    init(_ schedule: Schedule) {
        for departure in schedule.departures { targets[departure.place] = departure.target }
    }

    func begin() -> Bool {
        defer { isDone = true }
        return !isDone
    }

    func pick(_ conductor: Conductor) -> Int {
        let place = conductor.place
        let wanted = targets[Departure.Place(actor: place.actor, operation: place.operation, isValue: false)]
        guard let wanted else { return 0 }
        // A departure that is not possible any more: the test has changed since.
        return conductor.options.firstIndex { $0.actor == wanted } ?? 0
    }

    func pickValue(_ count: Int, _ conductor: Conductor) -> Int {
        let me = conductor.me
        let wanted = targets[Departure.Place(actor: me.index, operation: me.operations, isValue: true)] ?? 0
        return wanted < count ? wanted : 0
    }

    func departs(at actor: Int, _ operation: Int) -> Bool {
        targets[Departure.Place(actor: actor, operation: operation, isValue: false)] != nil
    }
}
