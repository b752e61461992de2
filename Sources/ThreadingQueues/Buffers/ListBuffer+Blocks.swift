// Part of swift-threading. Apache-2.0: see LICENSE.

/// What is in a block: the link to the next, the index of its first place, the slots.
extension ListBuffer where Word: ~Copyable {
    @inlinable @inline(__always) static var header: Int {
        (2 &* MemoryLayout<Word>.stride &+ alignment &- 1) / alignment &* alignment
    }

    @inlinable @inline(__always) static var offset: Int {
        let alignment = MemoryLayout<Element>.alignment
        return (MemoryLayout<Word>.size &+ alignment &- 1) / alignment &* alignment
    }

    @inlinable @inline(__always) static var stride: Int {
        let alignment = max(MemoryLayout<Element>.alignment, MemoryLayout<Word>.alignment)
        return (offset &+ MemoryLayout<Element>.size &+ alignment &- 1) / alignment &* alignment
    }

    /// An element's alignment may be above that of a cache line.
    @inlinable @inline(__always) static var alignment: Int { max(64, MemoryLayout<Element>.alignment) }

    static func makeBlock(_ places: Int) -> Int {
        let size = header + stride * (places - 1)
        let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: alignment)
        for word in 0..<2 {
            unsafe (block + word * MemoryLayout<Word>.stride).bindMemory(to: Word.self, capacity: 1).initialize(
                to: Word(0)
            )
        }
        for place in 0..<places - 1 {
            unsafe (block + header + place * stride).bindMemory(to: Word.self, capacity: 1).initialize(to: Word(0))
        }
        return Int(bitPattern: block)
    }

    /// For tests, while nobody else uses the buffer.
    var blockCount: Int {
        var count = 0
        var block = unsafe oldest.pointee.loadRelaxed()
        while block != 0 {
            count += 1
            block = unsafe word(block).pointee.loadRelaxed()
        }
        return count
    }

    func freeBlock(_ block: Int) {
        for place in 0..<places - 1 { unsafe stamp(block, place).deinitialize(count: 1) }
        unsafe base(block).deinitialize(count: 1)
        unsafe word(block).deinitialize(count: 1)
        unsafe UnsafeMutableRawPointer(bitPattern: block).unsafelyUnwrapped.deallocate()
    }

    /// The word of the link.
    ///
    /// Sound: a block is never zero.
    @inlinable @inline(__always)
    func word(_ block: Int) -> UnsafeMutablePointer<Word> {
        unsafe UnsafeMutablePointer<Word>(bitPattern: block).unsafelyUnwrapped
    }

    @inlinable @inline(__always)
    func base(_ block: Int) -> UnsafeMutablePointer<Word> {
        unsafe word(block &+ MemoryLayout<Word>.stride)
    }

    /// Sound: the place is below that without a slot.
    @inlinable @inline(__always)
    func stamp(_ block: Int, _ place: Int) -> UnsafeMutablePointer<Word> {
        unsafe word(block &+ Self.header &+ place &* Self.stride)
    }

    /// Sound: the place is below that without a slot, and this is the only type that its rest is used as.
    @inlinable @inline(__always)
    func element(_ block: Int, _ place: Int) -> UnsafeMutablePointer<Element> {
        let address = block &+ Self.header &+ place &* Self.stride &+ Self.offset
        return unsafe UnsafeMutablePointer<Element>(bitPattern: address).unsafelyUnwrapped
    }
}
