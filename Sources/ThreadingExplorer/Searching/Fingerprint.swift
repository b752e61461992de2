// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a decision looked like, so that a test that does something else the next time is told.
struct Fingerprint: Equatable {
    private let actor: Int
    private let pending: PendingOperation
    private let options: Int

    init(_ conductor: Conductor) {
        actor = conductor.place.actor
        pending = conductor.me.pending
        var mixed = 0
        for option in conductor.options {
            mixed = mixed &* 1_000_003 &+ option.actor
            guard option.actor >= 0 else { continue }
            let pending = conductor.players[option.actor].pending
            mixed = mixed &* 31 &+ Int(pending.operation.rawValue) &* 65_537 &+ Int(pending.object)
        }
        options = mixed
    }

    /// A sentence about a decision that was otherwise before.
    func complaint(before: Fingerprint?, _ conductor: Conductor) -> String {
        let past = before.map { $0.describe(conductor) } ?? "there was a value to choose"
        return """
            the test did not do the same when the same schedule was run again: at decision \(conductor.decisions) \
            \(describe(conductor)), and before that \(past). Whatever the threads do must follow from \
            the schedule alone: no random numbers, no real time, no order of a Set or Dictionary \
            (SWIFT_DETERMINISTIC_HASHING=1 helps), nothing that is left over from another run
            """
    }

    private func describe(_ conductor: Conductor) -> String {
        let index = Int(pending.object)
        let object = index > 0 && index < conductor.objects.count ? " of \(conductor.objects[index])" : ""
        let isKnown = conductor.players.indices.contains(actor)
        let name = actor < 0 ? "the clock" : isKnown ? conductor.players[actor].name : "thread \(actor)"
        return "\(name) had the turn, and the thread stood before the \(pending.operation)\(object)"
    }
}
