// Part of swift-threading. Apache-2.0: see LICENSE.

/// Where things are in the picture of a timeline, in tenths of a pixel.
struct SVGLayout {
    static let mostLanes = 40
    static let mostQueues = 8

    /// Those that are drawn.
    let lanes: [TimelineLane]
    let queues: [TimelineQueue]
    let length: Int

    let left: Int
    let width = 12_000
    let laneHeight: Int
    let laneGap: Int
    let top = 960
    let queueHeight = 440
    let queueGap = 180

    init(_ timeline: Timeline) {
        length = max(timeline.length, 1)
        lanes = Self.chosen(of: timeline.lanes)
        queues = Array(timeline.queues.prefix(Self.mostQueues))
        let names = lanes.map(\.name.count) + queues.map(\.name.count)
        left = 280 + 72 * min(max(names.max() ?? 0, 6), 24)
        (laneHeight, laneGap) = lanes.count > 24 ? (140, 30) : lanes.count > 12 ? (180, 40) : (240, 60)
    }

    /// Of too many lanes, those that were there longest, in their order.
    private static func chosen(of lanes: [TimelineLane]) -> [TimelineLane] {
        guard lanes.count > mostLanes else { return lanes }
        let places = lanes.indices.sorted { (-lanes[$0].life.count, $0) < (-lanes[$1].life.count, $1) }
        return places.prefix(mostLanes).sorted().map { lanes[$0] }
    }

    var right: Int { width - 240 }
    var columns: Int { (right - left) / 10 }

    /// Where a moment is.
    func x(_ time: Int) -> Int { left + time * (right - left) / length }

    func y(ofLane place: Int) -> Int { top + place * (laneHeight + laneGap) }
    var bottomOfLanes: Int { y(ofLane: lanes.count) - laneGap }

    func y(ofQueue place: Int) -> Int { bottomOfLanes + queueGap + place * (queueHeight + queueGap) }
    var bottom: Int { queues.isEmpty ? bottomOfLanes : y(ofQueue: queues.count) - queueGap }
}
