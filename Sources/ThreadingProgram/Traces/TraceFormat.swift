// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingDiagnostics

/// What a timeline is written as, which the end of the file's name says.
enum TraceFormat: String, CaseIterable, Sendable {
    /// The trace event format, for Perfetto.
    case json
    case svg

    /// Nil where the name ends otherwise.
    init?(of name: FileName) {
        let bytes = name.bytes
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        self.init(rawValue: String(decoding: bytes[(dot + 1)...], as: UTF8.self).lowercased())
    }

    func text(of timeline: Timeline) -> String {
        switch self {
        case .json: timeline.chromeTrace()
        case .svg: timeline.svg()
        }
    }
}
