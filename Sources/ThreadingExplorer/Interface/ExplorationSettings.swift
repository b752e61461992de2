// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a call of `explore` has asked for.
struct ExplorationSettings: Sendable {
    var preemptions: Int?
    var schedules: Int
    var timeLimit: Duration
    var stepLimit: Int
    var conditions: ConditionModel
    var fileID: StaticString
    var line: UInt
    var body: @Sendable () throws -> Void
}
