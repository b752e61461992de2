// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Turns what came of a job into what is printed: done by the hashing threads, side by side.
enum JobFormat: Sendable {
    case lines(LineFormat)
    case check(CheckLineFormat, ignoresMissing: Bool)

    func outcome(of job: Job, digits: [UInt8]) -> Report.Outcome {
        switch self {
        case .lines(let format):
            return .hashed(line: format.line(name: job.name, digits: digits))
        case .check(let format, _):
            let matches = digits == job.expectedDigits
            return .verified(matches: matches, line: format.line(name: job.name, matches ? .ok : .failed))
        }
    }

    func outcome(of job: Job, _ failure: FileFailure) -> Report.Outcome {
        switch self {
        case .check(_, ignoresMissing: true) where failure == .system(ENOENT):
            return .missing
        case .check(let format, _):
            return .failed(Message(job.name, failure.text), line: format.line(name: job.name, .unreadable))
        case .lines:
            return .failed(Message(job.name, failure.text), line: [])
        }
    }
}
