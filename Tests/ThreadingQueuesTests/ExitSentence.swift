// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

extension Optional<ExitTest.Result> {
    /// What the process of an exit test wrote to standard error; empty where there was none.
    var standardError: String {
        String(decoding: self?.standardErrorContent ?? [], as: UTF8.self)
    }
}
