// Part of swift-threading. Apache-2.0: see LICENSE.

/// The work that waits in a pool: the highest priority first, and the oldest first of one priority.
///
/// A list for each priority that has been used, of which there are few. Each link holds the next and the one before, so
/// that any of them leaves at once, when it is cancelled or somebody does it who waits for it. The circles that
/// this makes are undone when they leave, which all do: a pool with work has a thread.
struct PoolBacklog {
    private struct Line {
        let priority: UInt8
        var first: PoolJob?
        var last: PoolJob?
    }

    /// From the highest priority to the lowest; a line that was used stays.
    private var lines: [Line] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// - Complexity: O(1) in the number of jobs, O(*p*) in that of priorities.
    mutating func append(_ job: PoolJob) {
        let index = line(of: job.priority)
        job.isQueued = true
        job.previous = lines[index].last
        if let last = lines[index].last { last.next = job } else { lines[index].first = job }
        lines[index].last = job
        count += 1
    }

    mutating func popFirst() -> PoolJob? {
        guard count > 0 else { return nil }
        for index in lines.indices {
            guard let job = lines[index].first else { continue }
            unlink(job, fromLine: index)
            return job
        }
        return nil
    }

    /// Takes the job out; false if it is not in.
    mutating func remove(_ job: PoolJob) -> Bool {
        guard job.isQueued else { return false }
        unlink(job, fromLine: line(of: job.priority))
        return true
    }

    mutating func takeAll() -> [PoolJob] {
        var jobs: [PoolJob] = []
        jobs.reserveCapacity(count)
        while let job = popFirst() { jobs.append(job) }
        return jobs
    }

    /// All that wait, the first to be done first.
    var jobs: [PoolJob] {
        lines.flatMap { line in Array(sequence(first: line.first) { $0?.next }.prefix { $0 != nil }.compactMap { $0 }) }
    }

    private mutating func unlink(_ job: PoolJob, fromLine index: Int) {
        let (previous, next) = (job.previous, job.next)
        if let previous { previous.next = next } else { lines[index].first = next }
        if let next { next.previous = previous } else { lines[index].last = previous }
        job.previous = nil
        job.next = nil
        job.isQueued = false
        count -= 1
    }

    private mutating func line(of priority: UInt8) -> Int {
        for index in lines.indices {
            if lines[index].priority == priority { return index }
            if lines[index].priority < priority {
                lines.insert(Line(priority: priority), at: index)
                return index
            }
        }
        lines.append(Line(priority: priority))
        return lines.count - 1
    }
}
