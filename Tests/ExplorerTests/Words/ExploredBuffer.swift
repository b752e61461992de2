// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

@testable import ThreadingCore
@testable import ThreadingQueues

/// A buffer of explored words between threads: attempts, and waits as queues have them.
///
/// An element is a variable that its owner writes: two owners, or one too early, are a race that is found.
final class ExploredBuffer<Buffer: QueueBuffer<ExploredElement>>: Sendable {
    let buffer: Buffer

    /// Whether each attempt begins with the claim that is inlined into those who use a queue.
    private let isClaiming: Bool

    init(_ buffer: Buffer, isClaiming: Bool = false) {
        self.buffer = buffer
        self.isClaiming = isClaiming
    }

    typealias Answer = QueueModel.Answer

    func tryPut(_ number: Int) -> Answer {
        let element = ExploredElement(number)
        if isClaiming, claimsAndFills(element) { return .put }
        switch buffer.tryPut(element) {
        case .put: return .put
        case .full(let element):
            element.touch()
            return .full
        case .closed(let element):
            element.touch()
            return .closed
        case .failed(let error): return fail("\(error)")
        case .putInPlaceOf: return fail("a buffer without a lock drops nothing")
        }
    }

    func tryTake() -> Answer {
        if isClaiming, let element = claimedElement() { return .took(element.touch()) }
        switch buffer.tryTake() {
        case .element(let element): return .took(element.touch())
        case .empty: return .empty
        case .closed: return .closed
        case .failed(let error): return fail("\(error)")
        }
    }

    private func claimsAndFills(_ element: ExploredElement) -> Bool {
        if let ring = buffer as? RingBuffer<ExploredElement, ExploredQueueWord> {
            let index = ring.claimToPut()
            if index >= 0 { ring.fill(index, with: element) }
            return index >= 0
        }
        guard let list = buffer as? ListBuffer<ExploredElement, ExploredQueueWord> else { return false }
        let (block, index) = list.claimToPut()
        if index >= 0 { list.fill(block, index, with: element) }
        return index >= 0
    }

    private func claimedElement() -> ExploredElement? {
        if let ring = buffer as? RingBuffer<ExploredElement, ExploredQueueWord> {
            let index = ring.claimToTake()
            return index >= 0 ? ring.empty(index) : nil
        }
        guard let list = buffer as? ListBuffer<ExploredElement, ExploredQueueWord> else { return nil }
        let (block, index) = list.claimToTake()
        return index >= 0 ? list.empty(block, index) : nil
    }

    /// Waits for room as a queue does, without looking about before it sleeps.
    func put(_ number: Int, until deadline: Deadline = .never) -> Answer {
        while true {
            let answer = tryPut(number)
            guard answer == .full else { return answer }
            if !buffer.roomCame.wait(until: deadline, unless: { buffer.isReadyToPut }) { return .full }
        }
    }

    /// Waits for an element as a queue does.
    func take(until deadline: Deadline = .never) -> Answer {
        while true {
            let answer = tryTake()
            guard answer == .empty else { return answer }
            if !buffer.elementCame.wait(until: deadline, unless: { buffer.isReadyToTake }) { return .empty }
        }
    }

    /// What is left, first to last.
    func rest() -> [Int] {
        var rest: [Int] = []
        while case .took(let number) = tryTake() { rest.append(number) }
        return rest
    }

    func does(_ step: QueueModel.Step) -> Answer {
        switch step {
        case .put(let number): return tryPut(number)
        case .take: return tryTake()
        case .count: return .counted(buffer.count)
        case .close:
            buffer.close()
            return .closed
        case .closeImmediately: return .left(buffer.closeImmediately().map { $0.touch() })
        }
    }

    private func fail(_ sentence: String) -> Answer {
        expect(false, "\(sentence)")
        return .closed
    }
}

/// What goes through an explored buffer.
final class ExploredElement {
    private let number: Int
    private let owner = WatchedVariable(0, name: "an element")

    init(_ number: Int) {
        self.number = number
        owner.write(number)
    }

    @discardableResult
    func touch() -> Int {
        let number = owner.read()
        owner.write(number)
        return number
    }
}

/// Explores what threads do to one buffer; the buffers are destroyed when all is over, where that takes no steps.
func exhaust<Buffer: QueueBuffer<ExploredElement>, Outcome: Hashable & Sendable>(
    _ expected: Set<Outcome>,
    _ make: @escaping @Sendable () -> Buffer,
    preemptions: Int? = nil,
    isClaiming: Bool = false,
    at location: SourceLocation = #_sourceLocation,
    _ body: @escaping @Sendable (ExploredBuffer<Buffer>) throws -> Outcome
) throws {
    let kept = Locked<[ExploredBuffer<Buffer>]>([])
    try exhaust(expected, preemptions: preemptions, at: location) {
        let buffer = ExploredBuffer(make(), isClaiming: isClaiming)
        kept.withLock { $0.append(buffer) }
        return try body(buffer)
    }
}

/// Explores a model's threads, the first of which is the one that makes the others: that comes of them which comes of
/// the model.
func exhaust<Buffer: QueueBuffer<ExploredElement>>(
    _ model: QueueModel,
    _ make: @escaping @Sendable () -> Buffer,
    preemptions: Int? = nil,
    isClaiming: Bool = false,
    at location: SourceLocation = #_sourceLocation
) throws {
    try exhaust(model.outcomes, make, preemptions: preemptions, isClaiming: isClaiming, at: location) { buffer in
        for step in model.before { _ = buffer.does(step) }
        let others = model.threads.dropFirst().map { steps in
            NativeThread.spawn { steps.map { buffer.does($0) } }
        }
        var outcome = QueueModel.Outcome(answers: [model.threads[0].map { buffer.does($0) }])
        for other in others { outcome.answers.append(other.join()) }
        outcome.puts = buffer.buffer.putCount
        outcome.rest = buffer.rest()
        return outcome
    }
}
