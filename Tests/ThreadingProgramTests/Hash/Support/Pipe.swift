// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Threading

@testable import ThreadingProgram

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A descriptor of the test's own, closed when it says so, or when nobody has it any more.
final class Descriptor: Sendable {
    private let open: Atomic<CInt>

    var number: CInt { open.load(ordering: .relaxed) }

    init(_ number: CInt) {
        open = Atomic(number)
        // No other child is to have it by accident: a pipe would then never come to its end.
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    }

    deinit { close() }

    func close() {
        let number = open.exchange(-1, ordering: .relaxed)
        #if canImport(Darwin)
        if number >= 0 { _ = Darwin.close(number) }
        #elseif canImport(Glibc)
        if number >= 0 { _ = Glibc.close(number) }
        #else
        if number >= 0 { _ = Musl.close(number) }
        #endif
    }

    /// Everything until the end, which for a terminal is an error.
    func readToEnd() -> [UInt8] {
        var all: [UInt8] = []
        while let some = readSome() { all += some }
        return all
    }

    /// What is there, as soon as anything is; nil at the end.
    func readSome() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let number = number
        // SAFETY: the buffer is this call's own. (EIO is how a terminal's other side ends.)
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            (try? unsafe DescriptorInput.read(number, into: bytes)) ?? 0
        }
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// Reads until `isEnough` is true of all that was read; nil if the end comes before.
    func read(until isEnough: ([UInt8]) -> Bool) -> [UInt8]? {
        var all: [UInt8] = []
        while !isEnough(all) {
            guard let some = readSome() else { return nil }
            all += some
        }
        return all
    }

    func write(_ bytes: [UInt8]) throws {
        try DescriptorOutput.write(bytes, to: number)
    }
}

/// Two ends: what is written to one is read from the other.
struct Pipe: Sendable {
    let reading: Descriptor
    let writing: Descriptor

    init() throws {
        // The program may end without having read all of its input.
        signal(SIGPIPE, SIG_IGN)
        var numbers: [CInt] = [-1, -1]
        (reading, writing) = try ChildProcess.startLock.withLock {
            guard unsafe pipe(&numbers) == 0 else { throw FileFailure.system(errno) }
            return (Descriptor(numbers[0]), Descriptor(numbers[1]))
        }
    }
}
