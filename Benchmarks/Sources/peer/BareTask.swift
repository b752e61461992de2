// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Threading

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#endif

/// The least that a task can be in Swift: an object and a closure that one thread makes, and another runs.
///
/// No pool, no waiting, no cancelling, no failing: what is left is what memory takes that goes from thread to thread.
final class BareTask: @unchecked Sendable {
    // Unchecked: `next` is its maker's until it is pushed, and then that of the thread that runs it, as `body` is.

    private var next: Unmanaged<BareTask>?
    private var body: (() -> Int)?

    /// One more than the body's; zero before.
    private let result = Atomic(0)

    private init(_ body: @escaping () -> Int) {
        unsafe next = nil
        self.body = body
    }

    private func run() {
        // Releasing: the body is destroyed before, and what it did is to be seen.
        let result = body.map { $0() } ?? 0
        body = nil
        self.result.store(result + 1, ordering: .releasing)
    }

    /// A lock-free stack, which one thread pushes to and another takes all of.
    private final class Stack: Sendable {
        private let top = Atomic<UInt>(0)
        let isOver = Atomic(false)

        func push(_ task: BareTask) {
            let reference = unsafe Unmanaged.passRetained(task)
            let new = unsafe UInt(bitPattern: reference.toOpaque())
            var old = top.load(ordering: .relaxed)
            while true {
                unsafe task.next = UnsafeRawPointer(bitPattern: old).map { unsafe .fromOpaque($0) }
                // Releasing: the task is to be seen by who takes it.
                let exchange = top.compareExchange(
                    expected: old,
                    desired: new,
                    successOrdering: .releasing,
                    failureOrdering: .relaxed
                )
                if exchange.exchanged { return }
                old = exchange.original
            }
        }

        /// Runs what there is, the oldest first.
        func runAll() {
            guard top.load(ordering: .relaxed) != 0 else { return }
            // Acquiring: what was done before the push is to be seen.
            let taken = top.exchange(0, ordering: .acquiring)
            var first: Unmanaged<BareTask>?
            var later = unsafe UnsafeRawPointer(bitPattern: taken).map { unsafe Unmanaged<BareTask>.fromOpaque($0) }
            while let task = unsafe later {
                unsafe task._withUnsafeGuaranteedRef {
                    unsafe later = $0.next
                    unsafe $0.next = first
                }
                unsafe first = task
            }
            while let task = unsafe first {
                unsafe task._withUnsafeGuaranteedRef {
                    unsafe first = $0.next
                    $0.run()
                }
                unsafe task.release()
            }
        }
    }

    /// Measures so many, whose results are collected and summed up, as those of a pool are.
    static func measure(_ meter: Meter) -> Measured {
        let stack = Stack()
        let worker = NativeThread.spawn {
            while !stack.isOver.load(ordering: .relaxed) { stack.runAll() }
        }
        let measured = meter.byCount(1_000, most: 1_000_000) { count in
            let begin = Meter.now()
            var tasks: [BareTask] = []
            tasks.reserveCapacity(count)
            for number in 0..<count {
                let task = BareTask { number }
                tasks.append(task)
                stack.push(task)
            }
            var sum = 0
            for task in tasks {
                var result = 0
                while result == 0 {
                    // Acquiring: what the body did.
                    result = task.result.load(ordering: .acquiring)
                    if result == 0 { _ = sched_yield() }
                }
                sum += result - 1
            }
            let time = Meter.now() - begin
            if sum != count * (count - 1) / 2 { Peer.fail("the sum is \(sum)") }
            return time
        }
        stack.isOver.store(true, ordering: .relaxed)
        worker.join()
        return measured
    }
}
