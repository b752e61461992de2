// Part of swift-threading. Apache-2.0: see LICENSE.

private import Foundation

/// The four delays that tests may use, with one factor for machines that are slow.
///
/// They bound waits that are to fail, or that are to succeed long before. Nothing waits for one of
/// them to pass in order to let something else happen: that is what ``waitUntilAsleep(_:on:)`` is for.
package enum Delay {
    /// A wait that is to time out.
    package static let short = Duration.milliseconds(20)
    /// A wait that is to succeed, on a machine that is busy.
    package static let medium = Duration.seconds(60) * factor
    /// After this, a test hangs.
    ///
    /// It costs a run that passes nothing. It counts what a body waits for tasks that come after those of all other
    /// tests, on a machine that others use, too.
    package static let watchdog = Duration.seconds(900)
    /// Longer than any test.
    package static let long = Duration.seconds(3_600)

    /// `THREADING_TEST_DELAY_FACTOR` in the environment, which `Scripts/sanitize.sh` sets; one without it.
    private static let factor: Int = {
        guard let text = ProcessInfo.processInfo.environment["THREADING_TEST_DELAY_FACTOR"] else { return 1 }
        return max(1, Int(text) ?? 1)
    }()
}
