// Part of swift-threading. Apache-2.0: see LICENSE.

/// What all threads know of one thread local: its place in their tables, and the cells that they have made for it.
///
/// It owns the cells. A thread's table only points to them, and looks there only for somebody who has the key in hand and
/// so keeps it open. Whoever takes a cell out of `cells` destroys it: its thread at its end, or the last owner of the
/// thread local.
@usableFromInline
package final class LocalKey: @unchecked Sendable {
    // Unchecked: `cells` is guarded by `lock`.

    let index: Int

    /// Whether threads look at each other's values.
    ///
    /// To an explorer, these are steps of the program.
    package let isTracked: Bool

    private let lock: LockWord
    private var cells: [ObjectIdentifier: LocalCell] = [:]

    package init(isTracked: Bool) {
        self.isTracked = isTracked
        lock = LockWord(isExplorable: isTracked)
        index = Seam.aside { LocalIndexes.shared.take() }
    }

    /// The thread local is gone: destroys what the threads have.
    package func close() {
        let left = bookkeeping {
            lock.lock()
            let left = cells
            cells = [:]
            lock.unlock()
            return left
        }
        // Outside the lock, since it may be anything; the tables still point to them, and nobody looks there any more.
        for (_, cell) in left { withExtendedLifetime(cell) {} }
        Seam.aside { LocalIndexes.shared.give(index) }
    }

    func add(_ cell: LocalCell) {
        bookkeeping {
            lock.lock()
            cells[ObjectIdentifier(cell)] = cell
            lock.unlock()
        }
    }

    /// The cell, which is the caller's then; `nil` if it is being destroyed.
    func take(_ cell: ObjectIdentifier) -> LocalCell? {
        bookkeeping {
            lock.lock()
            let taken = cells.removeValue(forKey: cell)
            lock.unlock()
            return taken
        }
    }

    /// The cells of all threads, in the order of their making.
    package var all: [LocalCell] {
        let all = bookkeeping {
            lock.lock()
            let all = Array(cells.values)
            lock.unlock()
            return all
        }
        return all.sorted { $0.number < $1.number }
    }

    private func bookkeeping<R>(_ body: () -> R) -> R { isTracked ? body() : Seam.aside(body) }
}
