// Part of swift-threading. Apache-2.0: see LICENSE.

/// What somebody comes to a ``MeetingPlace`` for: to put, or to take.
enum MeetingSide {
    case putters, takers

    var other: Self { self == .putters ? .takers : .putters }
}
