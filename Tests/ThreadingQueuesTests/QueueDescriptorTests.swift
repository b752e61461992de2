// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingQueues
import ThreadingTestSupport

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#endif

/// Descriptors of queues and events, beside those of the system.
///
/// Ask 25 of Python's users (gh-84665).
@Suite struct QueueDescriptorTests {
    @Test(arguments: [1, 1_024, nil]) func descriptor_ofAQueue_isReadableWhenItHasSomething(_ capacity: Int?) throws {
        let queue = BlockingQueue<Int>(capacity: capacity)
        let descriptor = try QueueDescriptor(of: queue)
        #expect(!isReadable(descriptor.fileDescriptor))
        #expect(try queue.putIfAvailable(1))
        #expect(isReadable(descriptor.fileDescriptor))
        descriptor.clear()
        #expect(isReadable(descriptor.fileDescriptor), "there still is an element")
        #expect(try queue.getIfAvailable() == 1)
        descriptor.clear()
        #expect(!isReadable(descriptor.fileDescriptor))
        #expect(try queue.putIfAvailable(2))
        #expect(isReadable(descriptor.fileDescriptor))
    }

    @Test(arguments: [0, 1, nil]) func descriptor_ofAClosedQueue_staysReadable(_ capacity: Int?) throws {
        let queue = BlockingQueue<Int>(capacity: capacity)
        let descriptor = try QueueDescriptor(of: queue)
        queue.close()
        #expect(isReadable(descriptor.fileDescriptor))
        descriptor.clear()
        #expect(isReadable(descriptor.fileDescriptor))
    }

    @Test func descriptor_ofAQueueWithoutRoom_isReadableWhenSomebodyPuts() async throws {
        let queue = BlockingQueue<Int>(capacity: 0)
        let descriptor = try QueueDescriptor(of: queue)
        let got = try await onThread {
            let putter = NativeThread.spawn { try queue.put(1) }
            waitUntilReadable(descriptor.fileDescriptor)
            defer { try? putter.join() }
            return try queue.getIfAvailable()
        }
        #expect(got == 1)
        descriptor.clear()
        #expect(!isReadable(descriptor.fileDescriptor))
    }

    /// A thread that waits for a pipe and for a queue is woken by either.
    @Test func poll_ofAPipeAndAQueue_isWokenByEither() async throws {
        let queue = BlockingQueue<Int>()
        let descriptor = try QueueDescriptor(of: queue)
        let pipe = try Pipe()
        let handled = BlockingQueue<Void>()
        let order = try await onThread {
            let reader = NativeThread.spawn {
                var order: [String] = []
                while order.count < 2 {
                    let (first, second) = waitUntilReadable(pipe.reading, descriptor.fileDescriptor)
                    if first {
                        pipe.receive()
                        order.append("pipe")
                    }
                    if second {
                        descriptor.clear()
                        while try queue.getIfAvailable() != nil { order.append("queue") }
                        try handled.put(())
                    }
                }
                return order
            }
            try queue.put(1)
            try handled.get()
            pipe.send()
            return try reader.join()
        }
        #expect(order == ["queue", "pipe"])
    }

    /// Whoever waits in the queue is told of the element, too.
    @Test func get_besideADescriptor_isWoken() async throws {
        let queue = BlockingQueue<Int>()
        let descriptor = try QueueDescriptor(of: queue)
        let got = try await onThread {
            let getter = NativeThread.spawn { try queue.get() }
            waitUntilAsleepOrEnded(getter, on: .queue)
            try queue.put(1)
            return try getter.join()
        }
        #expect(got == 1)
        #expect(isReadable(descriptor.fileDescriptor), "there was something")
    }

    @Test func descriptor_thatIsDropped_leavesTheQueueAsItWas() throws {
        let queue = BlockingQueue<Int>()
        for _ in 0..<3 { _ = try QueueDescriptor(of: queue) }
        #expect(try queue.putIfAvailable(1))
        #expect(try queue.getIfAvailable() == 1)
    }

    @Test func event_isReadableWhileItIsSet() async throws {
        let event = try PollableEvent()
        #expect(!isReadable(event.fileDescriptor) && !event.isSet)
        event.set()
        event.set()
        #expect(isReadable(event.fileDescriptor) && event.isSet)
        #expect(try await onThread { event.wait(for: .zero) })
        event.clear()
        event.clear()
        #expect(!isReadable(event.fileDescriptor) && !event.isSet)
        #expect(try await onThread { !event.wait(for: Delay.short) && !event.wait(until: .now) })
        let set = try PollableEvent(isSet: true)
        withExtendedLifetime(set) { #expect(isReadable(set.fileDescriptor)) }
    }

    @Test func event_endsAPoll() async throws {
        let event = try PollableEvent()
        try await onThread {
            let poller = NativeThread.spawn { waitUntilReadable(event.fileDescriptor) }
            let waiter = NativeThread.spawn { event.wait() }
            waitUntilAsleepOrEnded(waiter, on: .event)
            event.set()
            poller.join()
            waiter.join()
        }
    }

    @Test func descriptor_thatTheSystemRefuses_isAnError() async {
        await #expect(processExitsWith: .success) {
            var limit = rlimit(rlim_cur: 3, rlim_max: 3)
            // Sound: the call reads one `rlimit`, which outlives it.
            guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { exit(1) }
            let refusal = #expect(throws: DescriptorError.self) { try PollableEvent() }
            #expect(refusal?.code == EMFILE)
            #expect(throws: DescriptorError.self) { try QueueDescriptor(of: BlockingQueue<Int>()) }
        }
    }
}

private func isReadable(_ file: Int32) -> Bool {
    var files = [pollfd(fd: file, events: Int16(POLLIN), revents: 0)]
    // Sound: the call looks at one descriptor, in an array that outlives it.
    return unsafe poll(&files, 1, 0) == 1
}

@discardableResult
private func waitUntilReadable(_ first: Int32, _ second: Int32? = nil) -> (Bool, Bool) {
    var files = [first, second ?? -1].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    // Sound: the call looks at two descriptors, in an array that outlives it.
    while unsafe poll(&files, 2, -1) < 1 {}
    return (files[0].revents != 0, files[1].revents != 0)
}

/// A pipe of the system's.
private final class Pipe: Sendable {
    let reading: Int32
    private let writing: Int32

    struct Refusal: Error {}

    init() throws {
        var files: [Int32] = [0, 0]
        // Sound: the call fills in two numbers of an array that outlives it.
        guard unsafe pipe(&files) == 0 else { throw Refusal() }
        reading = files[0]
        writing = files[1]
    }

    deinit {
        close(reading)
        close(writing)
    }

    func send() {
        // Sound: one byte, of a constant.
        _ = unsafe write(writing, "x", 1)
    }

    func receive() {
        var byte: UInt8 = 0
        // Sound: one byte, into a variable that outlives the call.
        _ = unsafe read(reading, &byte, 1)
    }
}
