// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a program did that no program may do.
///
/// A `precondition` says its sentence in debug builds only: compiled with optimisation it stops the program
/// and says nothing, at the very moment when somebody needs to be told.
package enum Misuse {
    /// Stops the program with a sentence, unless the condition holds.
    @inline(__always)
    package static func unless(_ condition: Bool, _ sentence: @autoclosure () -> String) {
        if !condition { stop(sentence()) }
    }

    /// Stops the program with a sentence.
    @inline(never)
    package static func stop(_ sentence: String) -> Never {
        fatalError(sentence)
    }
}
