// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
package import Threading
package import ThreadingCore

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The calling thread as something that signals can be sent to, with a handler that only counts.
package struct SignalTarget: @unchecked Sendable {
    // Unchecked: on Darwin `pthread_t` is a pointer, which is only passed on.
    private let thread: pthread_t

    private static let handled = Atomic(0)

    /// How many signals were handled so far, by whatever thread.
    package static var count: Int { handled.load(ordering: .relaxed) }

    /// The calling thread.
    package init() {
        thread = pthread_self()
        // Touched before any handler is: a global's first use may lock.
        _ = Self.count
        var action = sigaction()
        // Without SA_RESTART, so that each system call that it interrupts is told so.
        let count: @convention(c) (Int32) -> Void = { _ in SignalTarget.handled.wrappingAdd(1, ordering: .relaxed) }
        #if canImport(Darwin)
        unsafe action.__sigaction_u.__sa_handler = count
        #else
        unsafe action.__sigaction_handler.sa_handler = count
        #endif
        unsafe _ = sigaction(SIGUSR1, &action, nil)
        // A thread inherits the mask of the one that started it, and Dispatch's threads block every signal.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGUSR1)
        unsafe _ = pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Makes the thread run the handler, in the middle of whatever it waits for.
    package func interrupt() {
        _ = pthread_kill(thread, SIGUSR1)
    }
}

/// Waits until the thread sleeps on something of the kind and the kernel has it asleep.
///
/// ``waitUntilAsleep(_:on:)`` says that a thread is about to: enough to be notified, too early for a
/// signal that is to interrupt the sleep itself.
package func waitUntilInKernel(_ thread: NativeThread, on kind: WaitReason.Kind) {
    waitUntilInKernel(thread) { waitUntilAsleep(thread, on: kind) }
}

/// The same of that very lock, see ``waitUntilAsleep(_:onLock:)``.
package func waitUntilInKernel(_ thread: NativeThread, onLock object: UInt) {
    waitUntilInKernel(thread) { waitUntilAsleep(thread, onLock: object) }
}

private func waitUntilInKernel(_ thread: NativeThread, _ waitUntilAsleep: () -> Void) {
    while true {
        waitUntilAsleep()
        #if os(Linux)
        // «tid (name) S …», where the name may hold anything but the last bracket.
        let stat = thread.nativeID.flatMap { SystemFile.text("/proc/self/task/\($0)/stat") }
        if stat?.split(separator: ")").last?.hasPrefix(" S") == true { return }
        ThreadYield.yield()
        #else
        return
        #endif
    }
}
