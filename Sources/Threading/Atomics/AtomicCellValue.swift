// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What an ``AtomicCell`` can hold: a value of at most 64 bits.
///
/// The integers and `Bool` are; an enumeration whose raw value is one becomes one by saying so.
public protocol AtomicCellValue: Sendable {
    /// Makes the value that these bits stand for.
    ///
    /// - Parameter atomicBits: what ``atomicBits`` of some value was.
    init(atomicBits: UInt64)

    /// The value as bits, the same for equal values.
    var atomicBits: UInt64 { get }
}

extension AtomicCellValue where Self: FixedWidthInteger {
    /// The lowest bits.
    @inlinable
    public init(atomicBits: UInt64) { self.init(truncatingIfNeeded: atomicBits) }

    /// The number, widened.
    @inlinable
    public var atomicBits: UInt64 { UInt64(truncatingIfNeeded: self) }
}

extension AtomicCellValue where Self: RawRepresentable, RawValue: AtomicCellValue {
    /// The case with this raw value.
    public init(atomicBits: UInt64) {
        guard let value = Self(rawValue: RawValue(atomicBits: atomicBits)) else {
            Misuse.stop("an atomic cell holds bits that are no case of \(Self.self)")
        }
        self = value
    }

    /// The bits of the raw value.
    public var atomicBits: UInt64 { rawValue.atomicBits }
}

extension Bool: AtomicCellValue {
    /// Whether there is a bit.
    @inlinable
    public init(atomicBits: UInt64) { self = atomicBits != 0 }

    /// One bit.
    @inlinable
    public var atomicBits: UInt64 { self ? 1 : 0 }
}

extension Int: AtomicCellValue {}
extension Int8: AtomicCellValue {}
extension Int16: AtomicCellValue {}
extension Int32: AtomicCellValue {}
extension Int64: AtomicCellValue {}
extension UInt: AtomicCellValue {}
extension UInt8: AtomicCellValue {}
extension UInt16: AtomicCellValue {}
extension UInt32: AtomicCellValue {}
extension UInt64: AtomicCellValue {}
