// Part of swift-threading. Apache-2.0: see LICENSE.

/// Why a timeline was not written.
struct TraceFailure: Error, CustomStringConvertible {
    let name: FileName
    let text: String

    init(_ name: FileName, _ text: String) {
        self.name = name
        self.text = text
    }

    var description: String { String(decoding: ShellQuoting.quote(name.bytes), as: UTF8.self) + ": \(text)" }
}
