// Part of swift-threading. Apache-2.0: see LICENSE.

/// Memory that a hashing thread reads into, and reuses for every file.
@safe struct PageAlignedBuffer: ~Copyable {
    // SAFETY: allocated in `init`, freed in `deinit`, lent out for as long as the owner is borrowed.
    let bytes: UnsafeMutableRawBufferPointer

    init(size: Int) {
        // Aligned, so that the kernel's copy is of whole pages to whole pages.
        unsafe bytes = .allocate(byteCount: size, alignment: 4096)
    }

    deinit {
        unsafe bytes.deallocate()
    }
}
