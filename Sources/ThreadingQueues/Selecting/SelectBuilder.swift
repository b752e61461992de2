// Part of swift-threading. Apache-2.0: see LICENSE.

/// Collects the cases of a ``select(_:)``; they may stand under `if` and in `for`.
@resultBuilder
public enum SelectBuilder<Outcome>: Sendable {
    /// A case by itself.
    public static func buildExpression(_ one: SelectCase<Outcome>) -> [SelectCase<Outcome>] { [one] }

    /// Cases one after the other.
    public static func buildBlock(_ parts: [SelectCase<Outcome>]...) -> [SelectCase<Outcome>] { parts.flatMap(\.self) }

    /// Cases under an `if` without an `else`.
    public static func buildOptional(_ part: [SelectCase<Outcome>]?) -> [SelectCase<Outcome>] { part ?? [] }

    /// Cases under an `if`.
    public static func buildEither(first part: [SelectCase<Outcome>]) -> [SelectCase<Outcome>] { part }

    /// Cases under an `else`.
    public static func buildEither(second part: [SelectCase<Outcome>]) -> [SelectCase<Outcome>] { part }

    /// Cases in a `for`.
    public static func buildArray(_ parts: [[SelectCase<Outcome>]]) -> [SelectCase<Outcome>] { parts.flatMap(\.self) }
}
