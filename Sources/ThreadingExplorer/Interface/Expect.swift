// Part of swift-threading. Apache-2.0: see LICENSE.

/// Ends the schedule with a failure unless the condition holds.
///
/// To be used in an exploration in the place of the test library's own macro, which cannot know the
/// schedule, and which would record an issue for each schedule that is run while the shortest is
/// looked for. It does not return when the condition is false: the thread ends there, and so do the others.
///
/// - Parameters:
///   - condition: what must be true.
///   - message: what to say if it is not.
///   - fileID: where the expectation is.
///   - line: where the expectation is.
public func expect(
    _ condition: Bool,
    _ message: @autoclosure () -> String = "",
    fileID: StaticString = #fileID,
    line: UInt = #line
) {
    if condition { return }
    Conductor.current("expect").failExpectation(message(), fileID, line)
}
