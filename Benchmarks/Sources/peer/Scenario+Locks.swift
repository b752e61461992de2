// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

extension Scenario {
    static let locks: [Scenario] =
        locks("ours.Lock") { PlainlyLocked() } + locks("ours.Locked") { Locked(Guarded()) } + [
            Scenario("RecursiveLock", "rlock_uncontended") { uncontended(RecursivelyLocked(), $0) },
            Scenario("RecursiveLock", "rlock_nested") { meter in
                let lock = RecursivelyLocked()
                return lock.lock.withLock { uncontended(lock, meter) }
            },
        ]

    /// The scenarios of a lock, under the name of its peer in full.
    static func locks<Subject: LockSubject>(
        _ peer: String,
        _ make: @escaping @Sendable () -> Subject
    ) -> [Scenario] {
        [Scenario(peer: peer, "lock_uncontended") { uncontended(make(), $0) }]
            + [2, 4, 16].flatMap { threads in
                [("tiny", false), ("work", true)].map { name, works in
                    Scenario(peer: peer, "lock_contended_\(threads)_\(name)") {
                        contended(make(), threads, works: works, $0)
                    }
                }
            }
    }

    @inline(__always)
    static func uncontended<Subject: LockSubject>(_ subject: Subject, _ meter: Meter) -> Measured {
        var total = 0
        let measured = meter.byCount(10_000, most: 1 << 34) { count in
            total += count
            let begin = Meter.now()
            for _ in 0..<count { subject.change { $0.counter += 1 } }
            return Meter.now() - begin
        }
        subject.check(total)
        return measured
    }

    @inline(__always)
    private static func contended<Subject: LockSubject>(
        _ subject: Subject,
        _ threads: Int,
        works: Bool,
        _ meter: Meter
    ) -> Measured {
        let total = Total()
        let measured = meter.byTime(threads: threads, total) { number, flag in
            var count = 0
            var outside = UInt64(12_345 + number)
            if works {
                while !flag.isRaised {
                    subject.change {
                        $0.counter += 1
                        $0.value = Work.spin($0.value)
                    }
                    outside = Work.spin(outside)
                    count += 1
                }
            } else {
                while !flag.isRaised {
                    subject.change { $0.counter += 1 }
                    count += 1
                }
            }
            Work.use(outside)
            return count
        }
        subject.check(total.value)
        return measured
    }
}

/// A value behind a lock.
protocol LockSubject: Sendable {
    func change(_ body: @Sendable (inout Guarded) -> Void)
}

extension LockSubject {
    func check(_ total: Int) {
        change { if $0.counter != total { Peer.fail("the counter is \($0.counter), not \(total)") } }
    }
}

/// Guarded by `lock`.
final class PlainlyLocked: LockSubject, @unchecked Sendable {
    private let lock = Lock()
    @exclusivity(unchecked) private var guarded = Guarded()

    @inline(__always)
    func change(_ body: @Sendable (inout Guarded) -> Void) { lock.withLock { body(&guarded) } }
}

/// Guarded by `lock`.
final class RecursivelyLocked: LockSubject, @unchecked Sendable {
    let lock = RecursiveLock()
    @exclusivity(unchecked) private var guarded = Guarded()

    @inline(__always)
    func change(_ body: @Sendable (inout Guarded) -> Void) { lock.withLock { body(&guarded) } }
}

extension Locked: LockSubject where Value == Guarded {
    @inline(__always)
    func change(_ body: @Sendable (inout Guarded) -> Void) { withLock { body(&$0) } }
}
