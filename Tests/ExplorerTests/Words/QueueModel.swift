// Part of swift-threading. Apache-2.0: see LICENSE.

/// What threads do to a queue, and everything that may come of it if each of the steps happens at one moment.
///
/// Nothing else may come of the buffers, and all of it does: they are linearizable, and wait for nobody where the model
/// does not.
struct QueueModel: Sendable {
    enum Step: Hashable, Sendable {
        case put(Int)
        case take
        case count
        case close
        case closeImmediately
    }

    enum Answer: Hashable, Sendable {
        case put, full, closed, empty
        case took(Int)
        case counted(Int)
        case left([Int])
    }

    struct Outcome: Hashable, Sendable {
        var answers: [[Answer]]
        var rest: [Int] = []
        var puts = 0
    }

    /// Before there is another thread.
    var before: [Step] = []
    let threads: [[Step]]
    var capacity = Int.max

    var outcomes: Set<Outcome> {
        var state = State()
        for step in before { _ = state.does(step, capacity) }
        var found: Set<Outcome> = []
        let start = Outcome(answers: threads.map { _ in [] })
        explore(state, start, &found)
        return found
    }

    private struct State {
        var elements: [Int] = []
        var isClosed = false
        var puts = 0

        mutating func does(_ step: Step, _ capacity: Int) -> Answer {
            switch step {
            case .put(let number):
                if isClosed { return .closed }
                if elements.count == capacity { return .full }
                elements.append(number)
                puts += 1
                return .put
            case .take:
                return elements.isEmpty ? isClosed ? .closed : .empty : .took(elements.removeFirst())
            case .count:
                return .counted(elements.count)
            case .close:
                isClosed = true
                return .closed
            case .closeImmediately:
                isClosed = true
                defer { elements = [] }
                return .left(elements)
            }
        }
    }

    private func explore(_ state: State, _ outcome: Outcome, _ found: inout Set<Outcome>) {
        var isOver = true
        for (thread, steps) in threads.enumerated() where outcome.answers[thread].count < steps.count {
            isOver = false
            var (state, outcome) = (state, outcome)
            outcome.answers[thread].append(state.does(steps[outcome.answers[thread].count], capacity))
            explore(state, outcome, &found)
        }
        if isOver {
            var outcome = outcome
            outcome.rest = state.elements
            outcome.puts = state.puts
            found.insert(outcome)
        }
    }
}
