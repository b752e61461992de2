// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Where tasks come into a pool without its lock, generic over the word so that what ships is what is explored.
///
/// Two words. The *inbox* is a stack of what was submitted; whoever has the pool's lock takes all of it at a time, and
/// turns it round. The *watch* says whether a submitter has to do more than that:
///
///     bits 0-15    workers that search: each looks at the inbox before it sleeps, or has found something
///     bits 16-31   workers that sleep, and that nobody has woken
///     bit 32       shut: each submission goes by the pool's lock, since it may need a thread, or be refused
///
/// A submitter is done when the gate is open and somebody searches, or nobody sleeps: then all are busy, and look when they
/// have done what they are at. Otherwise it takes the pool's lock and wakes one, who searches from then on, so that those
/// who submit after that need not. So a pool that is awake is given work by one exchange and one look.
///
/// **Why no task is left.** All that follows is sequentially consistent. A submitter changes the inbox, then looks at the
/// watch. A worker that is to sleep changes the watch from *searches* to *sleeps*, then looks at the inbox. Whichever of
/// the two changes comes second in the one order of all, its thread looks after both: either the worker sees the task and
/// does not sleep, or the submitter sees it asleep. In the second case it wakes it, unless another searches; that one has
/// not left the search when the submitter looks, so it looks at the inbox after that: when it goes to sleep, as just said,
/// or when it stops searching because it has found something, or leaves: then it wakes the next if there is more.
/// Whoever shuts the gate does so before he looks at the inbox for the last time, and a submitter that finds it shut after
/// its push takes care of its task itself.
///
/// All but ``push(_:link:)`` and ``looksFilled`` are called with the pool's lock held: so numbers change by whole steps.
struct PoolGate<Word: PoolWord & ~Copyable>: ~Copyable {
    /// Apart, since those who submit write the one all the time, and read the other all the time, as idle workers do.
    private let before = CacheLine()
    private let inbox = Word(0)
    private let between = CacheLine()
    private let watch = Word(Self.shut)
    private let after = CacheLine()

    private static var oneSearching: UInt { 1 }
    private static var searchingMask: UInt { 0xffff }
    private static var oneAsleep: UInt { 1 << 16 }
    private static var asleepMask: UInt { 0xffff << 16 }
    private static var shut: UInt { 1 << 32 }

    /// How many workers there can be; a pool with more is always shut.
    static var mostWorkers: Int { 0xffff }

    // MARK: For those who submit

    /// Whether tasks may be pushed; stale on return, and ``push(_:link:)`` looks again.
    @inline(__always)
    var isOpen: Bool { watch.load() & Self.shut == 0 }

    /// Puts a task into the inbox.
    ///
    /// - Parameters:
    ///   - task: its address, not zero.
    ///   - link: writes down which one it is put upon, 0 for none.
    /// - Returns: whether somebody has to take the pool's lock and see who does it.
    @inline(__always)
    func push(_ task: UInt, link: (UInt) -> Void) -> Bool {
        var last = inbox.load()
        while true {
            link(last)
            let result = inbox.compareExchange(expected: last, desired: task)
            if result.exchanged { break }
            last = result.original
        }
        let seen = watch.load()
        return seen & Self.shut != 0 || Self.wantsWaking(seen)
    }

    private static func wantsWaking(_ seen: UInt) -> Bool { seen & searchingMask == 0 && seen & asleepMask != 0 }

    // MARK: For those who take

    /// Whether there is something in the inbox; stale on return.
    @inline(__always)
    var looksFilled: Bool { inbox.load() != 0 }

    /// Takes all of the inbox: the last that was put into it, which is linked to the one before; 0 if it is empty.
    @inline(__always)
    func takeAll() -> UInt { looksFilled ? inbox.exchange(0) : 0 }

    /// The calling worker has nothing to do, and searches.
    func beginSearch() { change { $0 &+ Self.oneSearching } }

    /// The calling worker does not search any more; a look at what is left follows.
    func endSearch() { change { $0 &- Self.oneSearching } }

    /// The calling worker, which searches, is to sleep: false if there is something in the inbox after all, and it searches.
    func beginSleep() -> Bool {
        change { $0 &- Self.oneSearching &+ Self.oneAsleep }
        guard looksFilled else { return true }
        endSleep()
        return false
    }

    /// A worker that sleeps searches: it was woken by the caller, or is the caller and has come by itself.
    func endSleep() { change { $0 &- Self.oneAsleep &+ Self.oneSearching } }

    /// All that sleep were woken; how many they are.
    func endAllSleep() -> Int {
        var number: UInt = 0
        change { seen in
            number = (seen & Self.asleepMask) / Self.oneAsleep
            return seen & ~Self.asleepMask &+ number &* Self.oneSearching
        }
        return Int(number)
    }

    /// Whether one sleeps and none searches: then, if there is something to do, one is to be woken.
    var wantsWaking: Bool { Self.wantsWaking(watch.load()) }

    var hasSleepers: Bool { watch.load() & Self.asleepMask != 0 }

    /// Opens or shuts the gate.
    func set(isOpen: Bool) {
        guard self.isOpen != isOpen else { return }
        change { isOpen ? $0 & ~Self.shut : $0 | Self.shut }
    }

    private func change(_ step: (UInt) -> UInt) {
        var seen = watch.load()
        while true {
            let result = watch.compareExchange(expected: seen, desired: step(seen))
            if result.exchanged { return }
            seen = result.original
        }
    }
}
