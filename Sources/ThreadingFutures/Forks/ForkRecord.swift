// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization

/// The half of a fork that others may steal, on the stack of the thread that has forked.
///
/// That thread does not leave before the half is done: by itself, or, if it was stolen, by the thief, who says so last.
@safe
struct ForkRecord: ~Copyable {
    /// Whether a thief has done it.
    ///
    /// After that, the thief touches the record no more.
    let isDone = Atomic(false)

    /// Where its thread waits.
    ///
    /// Not counted: the seat lives as long as its team, and counting is a third of a fork.
    let owner: Unmanaged<ForkSeat>

    private let body: () -> Void

    init(owner: Unmanaged<ForkSeat>, body: @escaping () -> Void) {
        unsafe self.owner = owner
        self.body = body
    }

    /// Does the work.
    ///
    /// In a function of its own, so that the reference to the body is given back before anybody is told: the body does
    /// not escape its caller, who checks that.
    @inline(never)
    func run() { body() }
}
