// Part of swift-threading. Apache-2.0: see LICENSE.

public import Synchronization
internal import ThreadingCore

/// A value that threads read and write without a lock, each operation as a whole.
///
/// For a flag or a counter that stands for itself. Where two values belong together, or where a new one is
/// computed from the old, take ``Locked``. In an exploration each operation is a step, which those of
/// `Synchronization.Atomic` are not.
///
/// ```swift
/// let isCancelled = AtomicCell(false)
/// let worker = NativeThread.spawn { while !isCancelled.load() { step() } }
/// isCancelled.store(true)
/// ```
///
/// **Ordering**: all operations on all cells are in one order that every thread agrees on (sequentially
/// consistent), which is also what an exploration takes for granted. Where a weaker ordering is
/// worth the thought, use `Synchronization.Atomic`.
///
/// - Complexity: a load is a plain load; each other operation is one locked instruction.
///
/// **Python**: there is none; that some operations are atomic is the interpreter's own business.
public final class AtomicCell<Value: AtomicCellValue>: Sendable {
    @usableFromInline let atomic: Atomic<UInt64>

    /// The number in the explorer that this was born under; zero in production.
    @usableFromInline let managedID: UInt32

    /// Creates a cell.
    ///
    /// - Parameter value: what it holds at first.
    public init(_ value: Value) {
        atomic = Atomic(value.atomicBits)
        managedID = Seam.current?.makeObject(.cell) ?? 0
    }

    /// Reads the value.
    ///
    /// - Returns: what was written last.
    @inlinable
    public func load() -> Value {
        if managedID != 0 { tellLoad() }
        return Value(atomicBits: atomic.load(ordering: .sequentiallyConsistent))
    }

    /// Writes a value.
    ///
    /// - Parameter value: what the cell holds from now on.
    @inlinable
    public func store(_ value: Value) {
        if managedID != 0 { tellStore() }
        atomic.store(value.atomicBits, ordering: .sequentiallyConsistent)
    }

    /// Writes a value and reads the one before it, as one operation.
    ///
    /// - Parameter value: what the cell holds from now on.
    /// - Returns: what it held before.
    @inlinable
    public func exchange(_ value: Value) -> Value {
        if managedID != 0 { tellUpdate() }
        return Value(atomicBits: atomic.exchange(value.atomicBits, ordering: .sequentiallyConsistent))
    }

    /// Writes a value if the cell holds another that is expected.
    ///
    /// Never fails spuriously.
    ///
    /// - Parameters:
    ///   - expected: what the cell must hold.
    ///   - desired: what it then holds from now on.
    /// - Returns: whether the value was written, and what the cell held before.
    @inlinable
    public func compareExchange(expected: Value, desired: Value) -> (exchanged: Bool, original: Value) {
        if managedID != 0 { tellUpdate() }
        let result = atomic.compareExchange(
            expected: expected.atomicBits,
            desired: desired.atomicBits,
            ordering: .sequentiallyConsistent
        )
        if managedID != 0, !result.exchanged { tellFailure() }
        return (result.exchanged, Value(atomicBits: result.original))
    }

    // MARK: In an exploration

    // Not inlined: what production has of it is one comparison with zero.

    @usableFromInline @inline(never)
    func tellLoad() { explorer.access(managedID, .load) }

    @usableFromInline @inline(never)
    func tellStore() { explorer.access(managedID, .store) }

    @usableFromInline @inline(never)
    func tellUpdate() { explorer.access(managedID, .update) }

    @usableFromInline @inline(never)
    func tellFailure() { explorer.accessChangedNothing(managedID) }

    private var explorer: any ExplorerSeam {
        guard let seam = Seam.current else {
            Misuse.stop("an atomic cell made in an exploration was used by a thread that it does not run")
        }
        return seam
    }
}

extension AtomicCell where Value == Int {
    /// Adds to the value, as one operation; beyond the largest number comes the smallest.
    ///
    /// - Parameter number: what to add.
    /// - Returns: what the cell holds now.
    @inlinable
    @discardableResult
    public func add(_ number: Int) -> Int {
        if managedID != 0 { tellUpdate() }
        let bits = atomic.wrappingAdd(number.atomicBits, ordering: .sequentiallyConsistent).newValue
        return Int(atomicBits: bits)
    }
}
