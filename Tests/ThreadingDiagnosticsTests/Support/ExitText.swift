// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

extension ExitTest.Result? {
    /// What the process wrote to standard error; nothing if there was no process.
    var errorText: String { String(decoding: self?.standardErrorContent ?? [], as: UTF8.self) }
}
