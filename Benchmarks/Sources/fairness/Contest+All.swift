// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

extension Contest {
    /// What is done with the lock held, and without it.
    private enum Section: String, CaseIterable, Sendable {
        /// A few nanoseconds, and nothing in between: the lock is all that there is.
        case tiny
        /// Some microsecond, and as much in between.
        case work
        /// Some ten microseconds, and nothing in between.
        case long

        func inside(_ counter: Counter) {
            switch self {
            case .tiny: counter.value &+= 1
            case .work: counter.work(300)
            case .long: counter.work(6_000)
            }
        }

        func outside() {
            if case .work = self { Counter().work(300) }
        }
    }

    /// What the lock guards.
    private final class Counter: @unchecked Sendable {
        // Unchecked: guarded by the lock of the contest, or used by one thread alone.
        var value: UInt64 = 1

        @inline(never)
        func work(_ steps: Int) {
            var state = value
            for _ in 0..<steps {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
            }
            value = state
        }
    }

    static let all: [Contest] =
        Section.allCases.flatMap { section in
            [
                guarded("Lock", section) {
                    let lock = Lock()
                    return { body in lock.withLock(body) }
                },
                guarded("Locked", section) {
                    let locked = Locked(0)
                    return { body in
                        locked.withLock {
                            $0 &+= 1
                            body()
                        }
                    }
                },
                guarded("pthread_mutex_t", section) {
                    let mutex = SystemMutex()
                    return { body in mutex.withLock(body) }
                },
                guarded("ReadWriteLock, writing", section) {
                    let lock = ReadWriteLock()
                    return { body in lock.withWriteLock(body) }
                },
            ]
        } + [ping]

    private static func guarded(
        _ name: String,
        _ section: Section,
        _ makeLock: @escaping @Sendable () -> @Sendable (() -> Void) -> Void
    ) -> Contest {
        Contest(lock: name, section: section.rawValue) {
            let (withLock, counter) = (makeLock(), Counter())
            return (
                turn: {
                    withLock { section.inside(counter) }
                    section.outside()
                },
                end: {}
            )
        }
    }

    /// Each wakes the one that has waited longest, and waits.
    private static let ping = Contest(lock: "Condition", section: "ping") {
        let condition = Condition()
        let isOver = Locked(false)
        return (
            turn: {
                condition.withLock {
                    guard !isOver.withLock({ $0 }) else { return }
                    condition.notify()
                    condition.wait()
                }
            },
            end: {
                condition.withLock {
                    isOver.withLock { $0 = true }
                    condition.notifyAll()
                }
            }
        )
    }
}
