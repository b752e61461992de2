// Part of swift-threading. Apache-2.0: see LICENSE.

/// Where a schedule departs from the default one.
///
/// Written `1@2>3`: when thread 1 is about to do its second operation, thread 3 runs; or `1@2=3`: of what
/// thread 1's second operation can do, it does the third after the default. The clock is `t`, and -1 here.
struct Departure: Hashable, Sendable {
    /// Who had the turn.
    let actor: Int

    /// How many operations that one had begun.
    let operation: Int

    /// Who has the turn next, or what is chosen.
    let target: Int

    /// Whether it is a choice of a value.
    let isValue: Bool

    static let clock = -1

    /// Where it departs, apart from where to.
    struct Place: Hashable, Sendable {
        let actor: Int
        let operation: Int
        let isValue: Bool
    }

    var place: Place { Place(actor: actor, operation: operation, isValue: isValue) }
}

extension Departure: CustomStringConvertible {
    var description: String {
        "\(Self.text(actor))@\(operation)\(isValue ? "=\(target)" : ">\(Self.text(target))")"
    }

    private static func text(_ actor: Int) -> String { actor == clock ? "t" : String(actor) }

    /// Reads what `description` has written; `nil` if it has not.
    init?(_ text: some StringProtocol) {
        guard let at = text.firstIndex(of: "@"), let sign = text.firstIndex(where: { $0 == ">" || $0 == "=" }),
            at < sign
        else { return nil }
        let isValue = text[sign] == "="
        let target = text[text.index(after: sign)...]
        guard let actor = Self.actor(text[..<at]), let operation = Int(text[text.index(after: at)..<sign]),
            let target = isValue ? Int(target) : Self.actor(target), operation >= 0, !isValue || target >= 0
        else { return nil }
        self.init(actor: actor, operation: operation, target: target, isValue: isValue)
    }

    private static func actor(_ text: some StringProtocol) -> Int? {
        if text == "t" { return clock }
        guard let number = Int(text), number >= 0 else { return nil }
        return number
    }
}

/// A schedule as a value: where it departs from the default.
struct Schedule: Hashable, Sendable, CustomStringConvertible {
    var departures: [Departure] = []

    var description: String { departures.map(\.description).joined(separator: ",") }
}

extension Schedule {
    /// Reads a schedule; `nil` if it is none.
    init?(_ text: String) {
        for part in text.split(separator: ",") {
            guard let departure = Departure(part.drop { $0 == " " }) else { return nil }
            departures.append(departure)
        }
    }
}
