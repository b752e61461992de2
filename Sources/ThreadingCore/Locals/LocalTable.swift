// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// What the calling thread has for thread locals, by the index of the key.
///
/// Nobody else touches it, so it needs no lock. An entry is looked at only by somebody who has its key in hand: then the
/// key is open, and owns the cell. The entry of a key that was closed stays until its place is needed, and so does the
/// key, so that its address is nobody else's.
///
/// Safe as a type: no value is reached through it in any other way.
@safe @usableFromInline
package final class LocalTable: @unchecked Sendable {
    // Unchecked: touched by the one thread whose slot it is in.

    /// What is in a place of the table.
    private struct Entry {
        let key: LocalKey
        let cell: ObjectIdentifier
        let number: UInt64
    }

    private var entries: [Entry?] = []

    /// The same for those who look for a value, in C, since an array would cost them a reference count or two.
    private var places = unsafe UnsafeMutableBufferPointer<ct_local>(start: nil, count: 0)

    /// The keys whose first value is being made.
    private var beginning: [LocalKey] = []

    /// How often destructors may make values anew at the end of a thread: those that always do are cut off.
    ///
    /// POSIX gives four. What is left then goes with the thread local.
    private static let rounds = 100

    private init() {}

    deinit { unsafe places.deallocate() }

    /// The calling thread's, if it has one.
    private static var ofCaller: LocalTable? {
        guard let slot = unsafe ct_locals() else { return nil }
        // Sound: retained by `makeOfCaller`, and released only at this thread's own end.
        return unsafe Unmanaged<LocalTable>.fromOpaque(slot).takeUnretainedValue()
    }

    private static func makeOfCaller() -> LocalTable {
        let table = LocalTable()
        unsafe ct_set_locals(Unmanaged.passRetained(table).toOpaque())
        return table
    }

    // MARK: Values

    /// Where the calling thread's value is, if it has one: a `LocalStorage`.
    ///
    /// Whoever has the key keeps it alive.
    @usableFromInline
    package static func storage(of key: LocalKey) -> UnsafeMutableRawPointer? {
        unsafe ct_find_local(key.index, Unmanaged.passUnretained(key).toOpaque())
    }

    /// Makes the calling thread's value with `make`, which may use other thread locals; where it is.
    package static func add<Value>(
        _ key: LocalKey,
        _ make: () -> sending Value
    ) -> UnsafeMutablePointer<LocalStorage<Value>> {
        let table = ofCaller ?? makeOfCaller()
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
        return unsafe cell.pointer
    }

    /// Takes the calling thread's cell out of the table, so that its next use makes another.
    package static func remove(_ key: LocalKey) -> LocalCell? {
        guard let table = ofCaller, key.index < table.entries.count, let entry = table.entries[key.index],
            entry.key === key
        else { return nil }
        table.unlink(key.index)
        return key.take(entry.cell)
    }

    @usableFromInline @inline(never)
    package static func refuseUse() -> Never {
        Misuse.stop("the value of a thread local was used inside its own withValue")
    }

    private func link(_ cell: LocalCell, to key: LocalKey) {
        if key.index >= entries.count { grow(to: max(8, key.index + 1, entries.count * 2)) }
        let old = entries[key.index]
        // The cell is not retained: the key owns it.
        entries[key.index] = Entry(key: key, cell: ObjectIdentifier(cell), number: cell.number)
        unsafe places[key.index] = ct_local(key: Unmanaged.passUnretained(key).toOpaque(), storage: cell.storage)
        withExtendedLifetime(old) {}
    }

    private func unlink(_ index: Int) {
        unsafe places[index] = ct_local()
        entries[index] = nil
    }

    private func grow(to count: Int) {
        let larger = UnsafeMutableBufferPointer<ct_local>.allocate(capacity: count)
        unsafe larger.initialize(repeating: ct_local())
        for index in unsafe places.indices { unsafe larger[index] = unsafe places[index] }
        unsafe ct_set_local_entries(larger.baseAddress, count)
        unsafe places.deallocate()
        unsafe places = unsafe larger
        entries += Array(repeating: nil, count: count - entries.count)
    }

    // MARK: The end of the thread

    /// Destroys the calling thread's values at its end, the latest first.
    ///
    /// A destructor may use other values; those that it makes anew come next. The caller holds no lock.
    package static func endCaller() {
        guard let table = ofCaller else { return }
        for _ in 0..<rounds {
            let due = table.latestFirst
            if due.isEmpty { break }
            for (index, number) in due { table.destroy(at: index, number) }
        }
        ct_set_local_entries(nil, 0)
        ct_set_locals(nil)
        unsafe Unmanaged.passUnretained(table).release()
    }

    private var latestFirst: [(index: Int, number: UInt64)] {
        entries.indices.compactMap { index in entries[index].map { (index, $0.number) } }
            .sorted { $0.number > $1.number }
    }

    /// Unless a destructor has been there first.
    private func destroy(at index: Int, _ number: UInt64) {
        guard let entry = entries[index], entry.number == number else { return }
        unlink(index)
        withExtendedLifetime(entry.key.take(entry.cell)) {}
    }
}
