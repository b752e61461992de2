// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// The kernel's queues of sleeping threads, keyed by address.
///
/// Every thread of this package that sleeps, sleeps here, so this is also where the observer is told of it.
///
/// An address may be dead by the time of a wake (the word's owner was freed between the atomic
/// operation and the call). That is harmless: the kernel does not write through it, and every
/// sleeper looks at its word again.
package enum Futex {
    package static func sleep(
        _ word: UnsafeRawPointer,
        while expected: UInt32,
        until deadline: Deadline,
        for reason: WaitReason
    ) -> WaitOutcome {
        if let seam = Seam.current, !deadline.hasPassed {
            seam.refuse(
                "a thread would wait for a \(reason.kind) that was made outside the exploration; make it in the body"
            )
        }
        if deadline.heedsStop, let stop = StopState.current {
            return unsafe stop.sleep(on: word) { unsafe sleepObserved(word, expected, deadline, reason) }
        }
        return unsafe sleepObserved(word, expected, deadline, reason)
    }

    private static func sleepObserved(
        _ word: UnsafeRawPointer,
        _ expected: UInt32,
        _ deadline: Deadline,
        _ reason: WaitReason
    ) -> WaitOutcome {
        Observation.tell { $0.willSleep(reason, until: deadline) }
        // Those who observe by then: one that came meanwhile is to know that this thread slept all the time.
        defer { Observation.tell { $0.didWake(reason) } }
        return unsafe waitInKernel(word, expected, deadline)
    }

    package static func wake(_ word: UnsafeRawPointer, _ count: Int32) -> Int32 {
        let woken = unsafe ct_futex_wake(word, count)
        if woken > 0 { Spin.hasWoken() }
        return woken
    }

    package static func moveSleeper(
        of word: UnsafeRawPointer,
        while expected: UInt32,
        to target: UnsafeRawPointer
    ) -> Bool {
        unsafe ct_futex_move(word, expected, target) != 0
    }

    /// The function in which waiting threads are seen by profilers and debuggers: keep its name.
    @inline(never)
    private static func waitInKernel(
        _ word: UnsafeRawPointer,
        _ expected: UInt32,
        _ deadline: Deadline
    ) -> WaitOutcome {
        switch unsafe ct_futex_wait(word, expected, deadline.nanoseconds) {
        case 0: .woken
        case ETIMEDOUT: .timedOut
        // EAGAIN: the word had changed. EINTR: a signal handler ran; the caller goes on with the
        // same absolute deadline (what Python calls PEP 475).
        default: .lookAgain
        }
    }
}
