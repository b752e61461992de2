// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// A file descriptor that is readable or not, as this process says: for `poll`, `epoll` and `kqueue`.
///
/// An event descriptor on Linux, a pipe elsewhere.
package struct ReadableDescriptor: ~Copyable, Sendable {
    package let reading: CInt
    private let writing: CInt

    package struct Refusal: Error {
        package let code: CInt
    }

    package init() throws(Refusal) {
        var (reading, writing): (CInt, CInt) = (-1, -1)
        // Sound: the call fills in two numbers, which outlive it.
        let error = unsafe ct_open_readable(&reading, &writing)
        guard error == 0 else { throw Refusal(code: error) }
        self.reading = reading
        self.writing = writing
    }

    deinit {
        ct_close(reading)
        if writing != reading { ct_close(writing) }
    }

    package func makeReadable() { ct_make_readable(writing) }
    package func makeUnreadable() { ct_make_unreadable(reading) }
}
