// Part of swift-threading. Apache-2.0: see LICENSE.

/// Of those who come to a ``MeetingPlace``.
enum MeetingSide {
    case putters, takers

    var other: Self { self == .putters ? .takers : .putters }
}
