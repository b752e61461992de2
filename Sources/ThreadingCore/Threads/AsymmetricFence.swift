// Part of swift-threading. Apache-2.0: see LICENSE.

public import CThreading

/// A pair of fences of which the side that is passed often costs nothing, and the rare one all.
///
/// Two threads that each write one word and then read the other's need a full fence between the two on both sides,
/// or both may miss what the other wrote. On Linux the rare side has the kernel interrupt every processor that runs
/// this process (`membarrier`), so that the other side needs none: only the compiler is held. Elsewhere, and where the
/// call is refused, both are full fences.
///
/// Measured for a fork, of which there are millions, and a theft, of which there are hundreds: 2.6 ns against 4.4.
@usableFromInline
package enum AsymmetricFence: Sendable {
    /// Has the kernel made ready, once for the process.
    ///
    /// Before the first ``heavy()``. Whoever passes ``light()`` meanwhile has the full fence, which is as good.
    package static func prepare() { _ = isPrepared }

    private static let isPrepared: Bool = {
        if ct_register_expedited_fence() != 0 { ct_set_has_expedited_fence() }
        return true
    }()

    /// Whether the rare side pays for both; once true, always true.
    package static var isExpedited: Bool { ct_has_expedited_fence() != 0 }

    /// The side that is passed often.
    @inline(__always)
    package static func light() { ct_light_fence() }

    /// The same, for whoever knows that the fence ``isExpedited``: not even that is looked at.
    @inlinable @inline(__always)
    package static func lightest() { ct_compiler_fence() }

    /// The rare side.
    ///
    /// - Returns: false if the kernel refuses what it once has granted (a sandbox that was entered later). Then nothing
    ///   is ordered, and the caller leaves alone what it wanted to look at.
    package static func heavy() -> Bool {
        if ct_has_expedited_fence() != 0 { return ct_expedited_fence() != 0 }
        ct_light_fence()
        return true
    }
}
