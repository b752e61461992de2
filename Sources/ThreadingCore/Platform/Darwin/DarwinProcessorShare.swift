// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
/// Darwin has no control groups.
///
/// Untested: this compiles by inspection.
enum ProcessorShare {
    static var current: Int? { nil }
}
#endif
