// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// What the calling thread has for thread locals, by the index of the key.
///
/// Nobody else touches it, so it needs no lock. An entry is looked at only if its key is the caller's: then the key is
/// open, and owns the cell. The entry of a key that was closed stays until its place is needed.
///
/// Safe as a type: no cell is reached through it in any other way.
@safe @usableFromInline
package final class LocalTable: @unchecked Sendable {
    // Unchecked: touched by the one thread whose slot it is in.

    /// Safe as a type: `cell` is followed only as said above.
    @safe private struct Entry {
        let key: LocalKey
        let cell: Unmanaged<LocalCell>
        let identity: ObjectIdentifier
        let number: UInt64
    }

    private var entries: ContiguousArray<Entry?> = []

    /// The keys whose first value is being made.
    private var beginning: [LocalKey] = []

    /// How often destructors may make values anew at the end of a thread: those that always do are cut off.
    ///
    /// POSIX gives four. What is left then goes with the thread local.
    private static let rounds = 100

    private init() {}

    /// The calling thread's, if it has one.
    @inline(__always)
    private static func withCurrent<R>(_ body: (LocalTable) -> R) -> R? {
        guard let slot = unsafe ct_locals() else { return nil }
        // Sound: retained by `ofCaller`, and released only at this thread's own end.
        return unsafe Unmanaged<LocalTable>.fromOpaque(slot)._withUnsafeGuaranteedRef { body($0) }
    }

    private static var ofCaller: LocalTable {
        if let table = withCurrent({ $0 }) { return table }
        let table = LocalTable()
        unsafe ct_set_locals(Unmanaged.passRetained(table).toOpaque())
        return table
    }

    /// The calling thread's cell, if it has one.
    ///
    /// Whoever has the key keeps it alive.
    @usableFromInline
    package static func cell(of key: LocalKey) -> Unmanaged<LocalCell>? {
        guard let slot = unsafe ct_locals() else { return nil }
        // Sound: as in `withCurrent`, which costs two calls more.
        return unsafe Unmanaged<LocalTable>.fromOpaque(slot)._withUnsafeGuaranteedRef { table in
            guard key.index < table.entries.count, let entry = table.entries[key.index], entry.key === key else {
                return nil
            }
            return unsafe entry.cell
        }
    }

    /// Makes the calling thread's cell from a value that `make` gives, with the table ready for whatever else that
    /// touches.
    package static func addCell<Value>(of key: LocalKey, _ make: () -> sending Value) -> ValueCell<Value> {
        let table = ofCaller
        Misuse.unless(
            !table.beginning.contains { $0 === key },
            "the initializer of a thread local asks for the value that it is to make"
        )
        table.beginning.append(key)
        let cell = ValueCell(make(), isTracked: key.isTracked)
        // The last of them, since what was begun later has ended.
        table.beginning.removeLast()
        table.link(cell, to: key)
        key.add(cell)
        return cell
    }

    private func link(_ cell: LocalCell, to key: LocalKey) {
        while entries.count <= key.index { entries.append(nil) }
        // Not retained: the key owns it.
        entries[key.index] = unsafe Entry(
            key: key,
            cell: .passUnretained(cell),
            identity: ObjectIdentifier(cell),
            number: cell.number
        )
    }

    /// Takes the calling thread's cell out of the table, so that its next use makes another.
    package static func removeCell(of key: LocalKey) -> LocalCell? {
        guard let cell = unsafe cell(of: key) else { return nil }
        let identity = unsafe cell._withUnsafeGuaranteedRef { cell in
            // In use, it would be destroyed under the user's hands.
            if unsafe cell.isInUse { cell.refuseUse() }
            return ObjectIdentifier(cell)
        }
        withCurrent { $0.entries[key.index] = nil }
        return key.take(identity)
    }

    /// Destroys the calling thread's values at its end, the latest first.
    ///
    /// A destructor may use other values; those that it makes anew come next. The caller holds no lock.
    package static func endCaller() {
        for _ in 0..<rounds {
            guard let due = withCurrent({ $0.latestFirst }), !due.isEmpty else { break }
            for (index, number) in due { destroy(at: index, number) }
        }
        guard let slot = unsafe ct_locals() else { return }
        ct_set_locals(nil)
        unsafe Unmanaged<LocalTable>.fromOpaque(slot).release()
    }

    private var latestFirst: [(index: Int, number: UInt64)] {
        entries.indices.compactMap { index in entries[index].map { (index, $0.number) } }
            .sorted { $0.number > $1.number }
    }

    /// Unless a destructor has been there first.
    private static func destroy(at index: Int, _ number: UInt64) {
        let entry = withCurrent { table in
            guard let entry = table.entries[index], entry.number == number else { return nil as Entry? }
            table.entries[index] = nil
            return entry
        }
        guard let entry = entry ?? nil else { return }
        withExtendedLifetime(entry.key.take(entry.identity)) {}
    }
}
