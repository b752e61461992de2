// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingDiagnostics

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Where the tour leaves the timelines of its programs.
struct TraceFolder: Sendable {
    let name: FileName

    /// Makes the folder, unless it is there; what it is to be in must be.
    func make() throws(TraceFailure) {
        // SAFETY: the name ends in NUL and outlives the call.
        let result = unsafe name.terminated.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { path in
                guard let path = path.baseAddress else { return CInt(-1) }
                return unsafe mkdir(path, 0o777)
            }
        }
        guard result == 0 || errno == EEXIST else { throw TraceFailure(name, Message.text(ofError: errno)) }
        let kind = try? FileStatus(of: name).kind
        guard kind == .directory else { throw TraceFailure(name, Message.text(ofError: ENOTDIR)) }
    }

    /// The names of the chapter's files.
    func names(of chapter: TourChapter) -> [String] {
        TraceFormat.allCases.map { String(decoding: file(of: chapter, $0).bytes, as: UTF8.self) }
    }

    /// Writes the chapter's files, in each format.
    func write(_ timeline: Timeline, of chapter: TourChapter) throws(TraceFailure) {
        for format in TraceFormat.allCases {
            let file = try TraceFile(file(of: chapter, format))
            try file.write(format.text(of: timeline))
        }
    }

    private func file(of chapter: TourChapter, _ format: TraceFormat) -> FileName {
        FileName(Array(name.bytes) + Array("/\(chapter.name).\(format.rawValue)".utf8))
    }
}
