// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// What a thread asks of the system's scheduler for itself.
package struct ThreadScheduling: Sendable {
    /// What the system did not grant.
    package struct Refusal: Sendable {
        /// The system's error number.
        package let error: Int32

        /// What that number means here.
        package let reason: String
    }

    let niceness: Int?
    let processors: [Int]?

    package init(niceness: Int?, processors: [Int]?) {
        self.niceness = niceness
        self.processors = processors
    }

    /// Makes the calling thread so; what was refused, if anything was.
    package func apply() -> Refusal? {
        if let niceness {
            let error = ct_set_niceness(Int32(niceness))
            if error != 0 { return refusal(error, "a niceness of \(niceness)", because: "takes a privilege") }
        }
        if let processors {
            let error = set(processors)
            if error != 0 { return refusal(error, "processors \(processors)", because: "are not all usable") }
        }
        return nil
    }

    private func refusal(_ error: Int32, _ what: String, because why: String) -> Refusal {
        let reason =
            switch error {
            case EACCES: "EACCES: \(what) \(why)"
            case EPERM: "EPERM: \(what) \(why)"
            case EINVAL: "EINVAL: \(what) \(why)"
            case ENOTSUP: "ENOTSUP: \(what): the system has no such thing for a thread"
            default: "error \(error): \(what)"
            }
        return Refusal(error: error, reason: reason)
    }

    private func set(_ processors: [Int]) -> Int32 {
        // The system takes the numbers that it has and forgets the rest, so the thread looks what has become of it.
        guard processors.allSatisfy({ $0 < Int(ct_most_processors()) }) else { return EINVAL }
        let numbers = processors.map { Int32($0) }
        let error = unsafe numbers.withUnsafeBufferPointer { unsafe ct_set_affinity($0.baseAddress, Int32($0.count)) }
        if error != 0 { return error }
        return Self.usableProcessors == processors ? 0 : EINVAL
    }

    /// The numbers of the processors that the calling thread may run on, in order; empty where the system does not tell.
    package static var usableProcessors: [Int] {
        var numbers = [Int32](repeating: 0, count: Int(ct_most_processors()))
        let count = unsafe numbers.withUnsafeMutableBufferPointer {
            unsafe ct_affinity($0.baseAddress, Int32($0.count))
        }
        return numbers.prefix(Int(count)).map { Int($0) }
    }
}
