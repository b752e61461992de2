// Part of swift-threading. Apache-2.0: see LICENSE.

/// Times of day as text, in UTC: what a log can be compared with, wherever it was written.
enum WallTime {
    /// As ISO 8601 has it: `2026-02-03T03:12:45.120Z`.
    static func text(_ time: Duration) -> String {
        let (days, second) = split(time)
        let (year, month, day) = date(days)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(clock(second: second))."
            + "\(padded(milliseconds(time), 3))Z"
    }

    /// The time of day alone: `03:12:45Z`.
    static func clock(_ time: Duration) -> String { clock(second: split(time).second) + "Z" }

    /// Seconds with three places: `12.004 s`.
    static func seconds(_ duration: Duration) -> String {
        let total = duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000
        return "\(total / 1_000).\(padded(Int(total % 1_000), 3)) s"
    }

    /// The date of a day after 1970-01-01, in the Gregorian calendar.
    ///
    /// Counted in eras of 400 years from a first of March, so that the leap day is the last of its year (H. Hinnant,
    /// «chrono-compatible low-level date algorithms»).
    static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    private static func split(_ time: Duration) -> (days: Int, second: Int) {
        let seconds = Int(time.components.seconds)
        return (seconds / 86_400, seconds % 86_400)
    }

    private static func milliseconds(_ time: Duration) -> Int {
        Int(time.components.attoseconds / 1_000_000_000_000_000)
    }

    private static func clock(second: Int) -> String {
        [second / 3_600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
    }

    private static func padded(_ number: Int, _ places: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, places - text.count)) + text
    }
}
