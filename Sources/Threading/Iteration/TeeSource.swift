// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What the iterators of a tee share.
///
/// Whoever needs an element that is not there yet takes the sequence's iterator out, has it make one without the lock, and
/// puts it back. Others that need it wait; those whose elements are there do not.
final class TeeSource<Base: IteratorProtocol>: @unchecked Sendable where Base.Element: Sendable {
    // Unchecked: every `var` is guarded by `lock`.

    private let lock = LockWord()
    private let changed = WaiterQueue(.condition)

    /// `nil` while somebody has it, and when it is over.
    private var base: Base?

    /// The number of the thread that has it; zero if nobody does.
    private var maker: UInt64 = 0

    init(_ base: sending Base) {
        self.base = base
    }

    /// The element that comes next for the cursor, which goes on behind it.
    func advance(_ cursor: TeeCursor<Base.Element>) -> Base.Element? {
        let me = NativeThread.current.id
        lock.lock()
        while true {
            let place = cursor.place
            if let next = place.next {
                cursor.place = next.place
                lock.unlock()
                // Destroyed after the lock is released, as it may hold the last reference to an element.
                withExtendedLifetime(place) {}
                return next.element
            }
            if maker == me { refuse() }
            if maker != 0 {
                _ = changed.wait(releasing: lock, until: .never)
                continue
            }
            guard let iterator = takeBase(for: me) else {
                lock.unlock()
                return nil
            }
            lock.unlock()
            makeElement(iterator, after: place)
            lock.lock()
        }
    }

    private func takeBase(for thread: UInt64) -> Base? {
        guard let iterator = base else { return nil }
        base = nil
        maker = thread
        return iterator
    }

    /// Has the iterator make an element without the lock, and puts both where they belong.
    ///
    /// Nobody goes behind the last place meanwhile, nor makes another.
    private func makeElement(_ iterator: consuming Base, after last: TeeNode<Base.Element>) {
        let element = iterator.next()
        lock.lock()
        if let element {
            last.next = (element, TeeNode())
            base = iterator
        }
        maker = 0
        changed.notifyAll(holding: lock)
        lock.unlock()
    }

    private func refuse() -> Never {
        lock.unlock()
        Misuse.stop("a tee iterator takes from itself, and would wait for ever")
    }
}
