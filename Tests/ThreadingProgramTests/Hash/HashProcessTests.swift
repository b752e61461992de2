// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

/// The program as a process.
///
/// One test at a time: each starts processes of several threads, and a
/// hundred of them at once would only wait for each other, longer than the watchdog does.
@Suite(.serialized) enum HashProcessTests {}
