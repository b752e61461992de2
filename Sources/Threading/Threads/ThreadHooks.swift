// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What is called at the start and at the end of each thread that is started from now on.
final class ThreadHooks: @unchecked Sendable {
    // Unchecked: both variables are guarded by `lock`.

    struct Hook: Sendable {
        let id: Int
        /// The explorer on whose thread it was added; its hooks are for its threads alone, and it runs no others.
        let explorer: ObjectIdentifier?
        let atStart: @Sendable (NativeThread) -> Void
        let atEnd: @Sendable (NativeThread) -> Void
    }

    static let shared = ThreadHooks()

    private let lock = LockWord(isExplorable: false)
    private var hooks: [Hook] = []
    private var lastID = 0

    private init() {}

    private static var explorer: ObjectIdentifier? { Seam.current.map { ObjectIdentifier($0) } }

    /// The hooks of a thread that the caller starts now.
    var ofCaller: [Hook] {
        let explorer = Self.explorer
        let hooks = Seam.aside {
            lock.lock()
            defer { lock.unlock() }
            return self.hooks
        }
        // As a rule there are none, and nothing is allocated.
        return hooks.isEmpty ? hooks : hooks.filter { $0.explorer == explorer }
    }

    func add(
        atStart: @escaping @Sendable (NativeThread) -> Void,
        atEnd: @escaping @Sendable (NativeThread) -> Void
    ) -> Int {
        let explorer = Self.explorer
        return Seam.aside {
            lock.lock()
            defer { lock.unlock() }
            lastID += 1
            hooks.append(Hook(id: lastID, explorer: explorer, atStart: atStart, atEnd: atEnd))
            return lastID
        }
    }

    func remove(_ id: Int) -> Bool {
        let removed = Seam.aside {
            lock.lock()
            defer { lock.unlock() }
            return hooks.firstIndex { $0.id == id }.map { hooks.remove(at: $0) }
        }
        // Destroyed after the lock is released: what it captured may be anything.
        return removed != nil
    }
}
