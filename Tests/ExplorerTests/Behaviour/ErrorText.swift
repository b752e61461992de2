// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

extension ExitTest.Result? {
    /// What the process of an exit test wrote to standard error; empty where there was none.
    var errorText: String { String(decoding: self?.standardErrorContent ?? [], as: UTF8.self) }
}
