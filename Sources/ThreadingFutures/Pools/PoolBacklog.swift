// Part of swift-threading. Apache-2.0: see LICENSE.

/// The work that waits in a pool: the highest priority first, and the oldest first of one priority.
///
/// A list for each priority that has been used, of which there are few. Each link holds the next and the one before, so
/// that any of them leaves at once, when it is cancelled or somebody does it who waits for it. The list has one reference
/// to each job, which goes to whoever takes the job out: so none is ever destroyed under the lock that guards this.
@safe
struct PoolBacklog {
    typealias Reference = Unmanaged<PoolJob>

    /// The links of a line hold no references; whoever has the lock of the pool follows them.
    @safe
    private struct Line {
        let priority: UInt8
        var first: Reference?
        var last: Reference?

        init(priority: UInt8) {
            self.priority = priority
            unsafe first = nil
            unsafe last = nil
        }
    }

    /// That of most work, apart from the others.
    private var common = Line(priority: Self.commonPriority)

    /// From the highest priority to the lowest; a line that was used stays.
    private var others: [Line] = []
    private(set) var count = 0

    /// That of work that is submitted without one: the raw value of `TaskPriority.medium`.
    ///
    /// A number, since it is compared with for each task, and the language's own is a call, or a look whether it was made.
    static var commonPriority: UInt8 { 21 }

    var isEmpty: Bool { count == 0 }

    /// Whether there is work, and what comes later with the common priority comes after all of it.
    var isFilledInOrder: Bool { count > 0 && others.isEmpty }

    /// - Complexity: O(1) in the number of jobs, O(*p*) in that of priorities.
    mutating func append(_ job: consuming PoolJob) {
        unsafe append(Unmanaged.passRetained(job))
    }

    /// Takes over the reference.
    mutating func append(_ job: Reference) {
        unsafe job._withUnsafeGuaranteedRef { job in
            withLine(of: job.priority) { line in
                let reference = unsafe Unmanaged.passUnretained(job)
                unsafe job.previous = line.last
                job.next = nil
                if let last = unsafe line.last {
                    unsafe last._withUnsafeGuaranteedRef { unsafe $0.next = reference }
                } else {
                    unsafe line.first = reference
                }
                unsafe line.last = reference
            }
            job.isQueued = true
        }
        count += 1
    }

    /// Takes over a chain of jobs of the common priority, with their references: the last of them, whose `next` is the one
    /// before it, as a stack has them.
    ///
    /// - Returns: how many they are.
    /// - Complexity: O(1) for each of them.
    mutating func append(stack last: Reference) -> Int {
        var number = 0
        var first = unsafe last
        var later: Reference?
        var current: Reference? = unsafe last
        while let reference = unsafe current {
            unsafe reference._withUnsafeGuaranteedRef { job in
                unsafe current = job.next
                unsafe job.next = later
                unsafe job.previous = current
                job.isQueued = true
                job.isUncounted = false
            }
            unsafe first = reference
            unsafe later = reference
            number += 1
        }
        unsafe first._withUnsafeGuaranteedRef { unsafe $0.previous = common.last }
        if let old = unsafe common.last {
            unsafe old._withUnsafeGuaranteedRef { unsafe $0.next = first }
        } else {
            unsafe common.first = first
        }
        unsafe common.last = last
        count += number
        return number
    }

    /// The next job, and the reference to it.
    mutating func popFirst() -> Reference? {
        guard count > 0, let job = unsafe first else { return nil }
        unsafe unlink(job)
        return unsafe job
    }

    private var first: Reference? {
        if others.isEmpty { return unsafe common.first }
        for line in others where line.priority > Self.commonPriority {
            if let job = unsafe line.first { return unsafe job }
        }
        if let job = unsafe common.first { return unsafe job }
        for line in others {
            if let job = unsafe line.first { return unsafe job }
        }
        return nil
    }

    /// Takes the job out; false if it is not in.
    ///
    /// Then the list's reference is the caller's, to be released without the lock.
    mutating func remove(_ job: PoolJob) -> Bool {
        guard job.isQueued else { return false }
        unsafe unlink(Unmanaged.passUnretained(job))
        return true
    }

    mutating func takeAll() -> [PoolJob] {
        var jobs: [PoolJob] = []
        jobs.reserveCapacity(count)
        while let job = unsafe popFirst() { unsafe jobs.append(job.takeRetainedValue()) }
        return jobs
    }

    /// All that wait, the first to be done first.
    var jobs: [PoolJob] {
        let urgent = others.filter { $0.priority > Self.commonPriority }
        let rest = others.filter { $0.priority < Self.commonPriority }
        return (urgent + [common] + rest).flatMap { line in
            var jobs: [PoolJob] = []
            var next = unsafe line.first
            while let job = unsafe next?.takeUnretainedValue() {
                jobs.append(job)
                unsafe next = job.next
            }
            return jobs
        }
    }

    private mutating func unlink(_ job: Reference) {
        unsafe job._withUnsafeGuaranteedRef { job in
            let (previous, next) = (job.previous, job.next)
            withLine(of: job.priority) { line in
                if let previous = unsafe previous {
                    unsafe previous._withUnsafeGuaranteedRef { unsafe $0.next = next }
                } else {
                    unsafe line.first = next
                }
                if let next = unsafe next {
                    unsafe next._withUnsafeGuaranteedRef { unsafe $0.previous = previous }
                } else {
                    unsafe line.last = previous
                }
            }
            job.previous = nil
            job.next = nil
            job.isQueued = false
        }
        count -= 1
    }

    @inline(__always)
    private mutating func withLine(of priority: UInt8, _ body: (inout Line) -> Void) {
        if priority == Self.commonPriority { body(&common) } else { body(&others[index(of: priority)]) }
    }

    private mutating func index(of priority: UInt8) -> Int {
        for index in others.indices {
            if others[index].priority == priority { return index }
            if others[index].priority < priority {
                others.insert(Line(priority: priority), at: index)
                return index
            }
        }
        others.append(Line(priority: priority))
        return others.count - 1
    }
}
