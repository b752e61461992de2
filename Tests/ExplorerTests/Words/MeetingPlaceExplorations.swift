// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

@testable import ThreadingCore
@testable import ThreadingQueues

extension ExploredWord: MeetingWord {}

/// The rendezvous, word by word: each element goes from one to one, or stays with whoever came with it.
@Suite struct MeetingPlaceExplorations {
    private enum Answer: Hashable, Comparable {
        case put, late, closed
        case took(Int)
    }

    /// A place of explored words, with elements that are variables which their owners write: to have one too early, or
    /// twice, is a race that is found.
    private final class Shared: Sendable {
        let place = MeetingPlace<ExploredWord>(areExplored: false)

        /// Where an element lies behind its node.
        private static let slotOffset = MemoryLayout<MeetingNode<ExploredWord>>.stride

        func put(_ number: Int, until deadline: Deadline = .never) -> Answer {
            let (answer, left) = meet(.putters, ExploredElement(number), until: deadline)
            left?.touch()
            expect((left == nil) == (answer == .put), "\(answer), and \(left == nil ? "no" : "an") element is left")
            return answer
        }

        func take(until deadline: Deadline = .never) -> Answer {
            let (answer, element) = meet(.takers, nil, until: deadline)
            if let element { return .took(element.touch()) }
            expect(answer != .put, "met, and nothing came")
            return answer
        }

        /// As a rendezvous does it.
        private func meet(
            _ side: MeetingSide,
            _ element: ExploredElement?,
            until deadline: Deadline
        ) -> (Answer, ExploredElement?) {
            let memory = UnsafeMutableRawPointer.allocate(byteCount: Self.slotOffset + 16, alignment: 16)
            defer { unsafe memory.deallocate() }
            let own = unsafe (memory + Self.slotOffset).initializeMemory(as: ExploredElement?.self, to: element)
            let meeting = unsafe place.meet(side, in: memory, until: deadline)
            if case .partner(let node) = meeting {
                let other = unsafe (node + Self.slotOffset).assumingMemoryBound(to: ExploredElement?.self)
                unsafe swap(&own.pointee, &other.pointee)
                unsafe (own.pointee ?? other.pointee)?.touch()
                unsafe place.finish(node)
            }
            let slot = unsafe own.move()
            switch meeting {
            case .partner, .met: return (.put, slot)
            case .closed: return (.closed, slot)
            case .late: return (.late, slot)
            }
        }
    }

    private static let soon = Duration.seconds(1)

    /// Runs the bodies on threads of their own, and the last on the calling one; their answers in that order.
    private func exhaust(
        _ expected: Set<[Answer]>,
        preemptions: Int? = nil,
        at location: SourceLocation = #_sourceLocation,
        _ bodies: [@Sendable (Shared) -> Answer]
    ) throws {
        let outcomes = Locked<Set<[Answer]>>([])
        let report = try explore(
            .exhaustive,
            preemptions: preemptions,
            schedules: 200_000,
            timeLimit: .seconds(900)
        ) {
            let shared = Shared()
            let others = bodies.dropLast().map { body in NativeThread.spawn { body(shared) } }
            let own = bodies.last?(shared)
            let answers = others.map { $0.join() } + (own.map { [$0] } ?? [])
            let met = answers.count { $0 == .put }
            expect(shared.place.meetingCount == met, "\(answers), and \(shared.place.meetingCount) meetings")
            expect(!shared.place.isReady(.putters) || shared.place.isClosed, "a taker is left")
            expect(!shared.place.isReady(.takers) || shared.place.isClosed, "a putter is left")
            outcomes.withLock { _ = $0.insert(answers) }
        }
        #expect(report.isExhausted, "\(report)", sourceLocation: location)
        #expect(outcomes.withLock { $0 } == expected, sourceLocation: location)
    }

    private static func putter(_ number: Int) -> @Sendable (Shared) -> Answer {
        { $0.put(number) }
    }

    private static let taker: @Sendable (Shared) -> Answer = { $0.take() }
    private static let timedPutter: @Sendable (Shared) -> Answer = { $0.put(9, until: Deadline(after: soon)) }
    private static let timedTaker: @Sendable (Shared) -> Answer = { $0.take(until: Deadline(after: soon)) }
    private static let closer: @Sendable (Shared) -> Answer = {
        $0.place.close()
        return .closed
    }

    @Test func aPutter_andATaker_meet() throws {
        try exhaust([[.put, .took(1)]], [Self.putter(1), Self.taker])
    }

    @Test func polls_meetOnlyWhoWaits() throws {
        try exhaust([[.put, .took(9)], [.late, .late]], [{ $0.put(9, until: .immediate) }, Self.timedTaker])
        try exhaust([[.put, .took(9)], [.late, .late]], [Self.timedPutter, { $0.take(until: .immediate) }])
    }

    /// Whoever is met just when it gives up, is met.
    @Test func whoeverGivesUp_onEitherSide_meetsOrLeaves() throws {
        try exhaust([[.put, .took(9)], [.late, .late]], [Self.timedPutter, Self.timedTaker])
    }

    @Test func theClose_besideAPutterAndATaker_endsBothOrNeither() throws {
        try exhaust(
            [[.put, .took(1), .closed], [.closed, .closed, .closed]],
            preemptions: 3,
            [Self.putter(1), Self.taker, Self.closer]
        )
    }

    @Test func theClose_besideOneThatGivesUp_orNot() throws {
        try exhaust([[.closed, .closed], [.late, .closed]], [Self.timedPutter, Self.closer])
        try exhaust([[.closed, .closed], [.late, .closed]], [Self.timedTaker, Self.closer])
    }

    @Test func twoPutters_besideTwoTakes_meetOnceEach() throws {
        let outcomes = Set([[Answer.took(1), .took(2)], [.took(2), .took(1)]].map { [.put, .put] + $0 })
        try exhaust(outcomes, preemptions: 2, [Self.putter(1), Self.putter(2), Self.taker, Self.taker])
    }

    /// Of all that come, one putter meets the taker, or the close ends them.
    @Test func twoPutters_oneThatGivesUp_aTaker_andTheClose() throws {
        let met: [[Answer]] = [
            [.put, .closed, .took(1), .closed], [.put, .late, .took(1), .closed],
            [.closed, .put, .took(9), .closed],
        ]
        let missed: [[Answer]] = [[.closed, .closed, .closed, .closed], [.closed, .late, .closed, .closed]]
        try exhaust(
            Set(met + missed),
            preemptions: 2,
            [Self.putter(1), Self.timedPutter, Self.taker, Self.closer]
        )
    }
}
