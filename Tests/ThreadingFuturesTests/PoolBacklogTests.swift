// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import ThreadingFutures

/// The list of waiting work, on one thread.
@Suite struct PoolBacklogTests {
    private final class Job: PoolJob, @unchecked Sendable {
        // Unchecked: of one thread.
        let number: Int

        init(_ number: Int, priority: UInt8 = 5) {
            self.number = number
            super.init(priority: priority)
        }
    }

    private func numbers(_ jobs: [PoolJob]) -> [Int] { jobs.compactMap { ($0 as? Job)?.number } }

    @Test func popFirst_ofNothing_isNil() {
        var backlog = PoolBacklog()
        let first = backlog.popJob()
        #expect(first == nil)
        #expect(backlog.isEmpty)
    }

    /// Ask 18.
    @Test func popFirst_isTheOldestOfTheHighestPriority() {
        var backlog = PoolBacklog()
        let priorities: [UInt8] = [5, 9, 5, 1, 9, 7, 1]
        for (number, priority) in priorities.enumerated() { backlog.append(Job(number, priority: priority)) }
        #expect(backlog.count == 7)
        #expect(numbers(backlog.jobs) == [1, 4, 5, 0, 2, 3, 6])
        #expect(numbers(backlog.takeAll()) == [1, 4, 5, 0, 2, 3, 6])
        #expect(backlog.isEmpty && backlog.jobs.isEmpty)
    }

    @Test(arguments: 0..<4) func remove_fromAnywhere_leavesTheRestInOrder(index: Int) {
        var backlog = PoolBacklog()
        let jobs = (0..<4).map { Job($0) }
        for job in jobs { backlog.append(job) }
        let wasThere = backlog.remove(jobs[index])
        let isThere = backlog.remove(jobs[index])
        unsafe Unmanaged.passUnretained(jobs[index]).release()
        #expect(wasThere && !isThere)
        #expect(backlog.count == 3)
        #expect(numbers(backlog.takeAll()) == (0..<4).filter { $0 != index })
    }

    @Test func append_afterRemoval_takesTheJobAgain() {
        var backlog = PoolBacklog()
        let job = Job(1)
        backlog.append(job)
        _ = backlog.popJob()
        backlog.append(Job(2))
        backlog.append(job)
        #expect(numbers(backlog.takeAll()) == [2, 1])
    }

    @Test func commonPriority_isThatOfMediumTasks() {
        #expect(PoolBacklog.commonPriority == TaskPriority.medium.rawValue)
    }

    /// As an inbox has them: the last on top.
    @Test func append_ofAStack_turnsItRound() {
        var backlog = PoolBacklog()
        backlog.append(Job(0, priority: PoolBacklog.commonPriority))
        for numbers in [[1], [2, 3, 4]] {
            var last: Unmanaged<PoolJob>?
            for number in numbers {
                let job = unsafe Unmanaged<PoolJob>.passRetained(Job(number, priority: PoolBacklog.commonPriority))
                unsafe job.takeUnretainedValue().next = last
                unsafe last = job
            }
            if let last = unsafe last {
                let count = unsafe backlog.append(stack: last)
                #expect(count == numbers.count)
            }
        }
        #expect(backlog.count == 5 && numbers(backlog.jobs) == [0, 1, 2, 3, 4])
        #expect(numbers(backlog.takeAll()) == [0, 1, 2, 3, 4])
    }

    /// The list keeps what is in it, and nothing else.
    @Test func jobs_thatHaveLeft_areDestroyed() {
        weak var first: Job?
        weak var last: Job?
        var backlog = PoolBacklog()
        do {
            let jobs = (0..<3).map { Job($0) }
            for job in jobs { backlog.append(job) }
            (first, last) = (jobs.first, jobs.last)
        }
        #expect(first != nil && last != nil)
        _ = backlog.popJob()
        #expect(first == nil)
        _ = backlog.takeAll()
        #expect(last == nil)
    }
}

extension PoolBacklog {
    fileprivate mutating func popJob() -> PoolJob? { unsafe popFirst()?.takeRetainedValue() }
}
