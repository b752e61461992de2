// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import ThreadingTestSupport

@testable import Threading
@testable import ThreadingCore

/// Who is told of sleeps, starts and ends.
///
/// Each in a process of its own: there is one hook, and the tests' own board hangs on it.
@Suite struct ObservationTests {
    private final class Counter: Observer {
        /// In one, so that who looks sees of each thread both or the first alone.
        let sleeps = Locked<(begun: [WaitReason], ended: [WaitReason])>(([], []))
        let started = Locked<[String]>([])
        let ended = Locked<[String]>([])

        var slept: [WaitReason] { sleeps.withLock { $0.begun } }

        func willSleep(_ reason: WaitReason, until deadline: Deadline) { sleeps.withLock { $0.begun.append(reason) } }
        func didWake(_ reason: WaitReason) { sleeps.withLock { $0.ended.append(reason) } }
        func threadDidStart() { started.withLock { $0.append(NativeThread.current.name) } }
        func threadWillEnd() { ended.withLock { $0.append(NativeThread.current.name) } }
    }

    /// Each kind of sleep is told with its kind, and its end as well.
    @Test func observer_isToldOfEachSleepAndItsEnd() async {
        await #expect(processExitsWith: .success) {
            let counter = Counter()
            Observation.install(counter)
            blocking {
                let lock = Lock()
                lock.lock()
                _ = lock.lock(for: .milliseconds(1))
                lock.unlock()
                let condition = Condition()
                condition.withLock { _ = condition.wait(for: .milliseconds(1)) }
                _ = Event().wait(for: .milliseconds(1))
                _ = Semaphore(value: 0).wait(for: .milliseconds(1))
                // Where the time is over before the thread sleeps, once more.
                for _ in 0..<100 where !counter.slept.contains(where: { $0.kind == .sleep }) {
                    NativeThread.sleep(for: .milliseconds(1))
                }
                let forever = NativeThread.spawn(daemon: true) { Semaphore(value: 0).wait() }
                _ = forever.join(for: .milliseconds(1))
                let (begun, ended) = counter.sleeps.withLock { $0 }
                let kinds = Set(begun.map(\.kind))
                precondition(kinds.isSuperset(of: [.lock, .condition, .event, .semaphore, .sleep, .join]))
                // All but the daemon's one have ended.
                let open = begun.count - ended.count
                precondition((0...1).contains(open), "\(open) sleeps have no end")
            }
        }
    }

    /// Two waits on one object have one address, two objects have two.
    @Test func reason_namesTheObject() async {
        await #expect(processExitsWith: .success) {
            let counter = Counter()
            Observation.install(counter)
            blocking {
                let (one, other) = (Event(), Event())
                _ = one.wait(for: .milliseconds(1))
                _ = one.wait(for: .milliseconds(1))
                let first = Set(counter.slept.map(\.object))
                precondition(first.count == 1 && !first.contains(0))
                _ = other.wait(for: .milliseconds(1))
                precondition(Set(counter.slept.map(\.object)).count == 2)
            }
        }
    }

    /// On the thread itself, when it can say who it is.
    @Test func observer_isToldOfStartAndEndOnTheThreadItself() async {
        await #expect(processExitsWith: .success) {
            let counter = Counter()
            Observation.install(counter)
            blocking {
                NativeThread.spawn(name: "told") {}.join()
                precondition(counter.started.withLock { $0 } == ["told"])
                precondition(counter.ended.withLock { $0 } == ["told"])
            }
        }
    }

    /// All are told until they are removed.
    @Test func remove_silencesOneOfTwo() async {
        await #expect(processExitsWith: .success) {
            let (first, second) = (Counter(), Counter())
            Observation.install(first)
            Observation.install(second)
            blocking {
                _ = Event().wait(for: .milliseconds(1))
                precondition(!first.slept.isEmpty)
                precondition(!second.slept.isEmpty)
                _ = first.sleeps.exchange(([], []))
                Observation.remove(first)
                _ = Event().wait(for: .milliseconds(1))
                precondition(first.slept.isEmpty)
            }
        }
    }

    /// The fast path never sees it.
    @Test func observer_isNotToldOfWhatDoesNotSleep() async {
        await #expect(processExitsWith: .success) {
            let counter = Counter()
            Observation.install(counter)
            blocking {
                let lock = Lock()
                lock.withLock {}
                let event = Event(isSet: true)
                event.wait()
                let semaphore = Semaphore(value: 1)
                semaphore.wait()
                _ = semaphore.wait(for: .zero)
                _ = lock.lock(for: .zero)
                NativeThread.sleep(for: .zero)
                // Nor do polls of what is not there sleep.
                let over = Event()
                let handle = NativeThread.spawn(daemon: true) { while !over.isSet { ThreadYield.yield() } }
                _ = handle.join(for: .zero)
                _ = over.wait(for: .zero)
                _ = semaphore.waitIfAvailable()
                _ = Semaphore(value: 0).wait(for: .seconds(-1))
                // Taken above.
                _ = lock.lock(for: .zero)
                _ = lock.lockIfAvailable()
                lock.unlock()
                let condition = Condition()
                condition.withLock { _ = condition.wait(for: .zero) }
                precondition(counter.slept.isEmpty)
            }
        }
    }
}
