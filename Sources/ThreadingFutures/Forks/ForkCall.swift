// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization

/// A call for a helper, which is work of the pool until it is answered.
///
/// However the pool lets go of it, refused, cancelled or dropped, the team learns that nobody comes.
final class ForkCall: Sendable {
    private let team: ForkTeam
    private let isAnswered = Atomic(false)

    init(of team: ForkTeam) {
        self.team = team
    }

    func answer() {
        // Relaxed: the same thread, or one that is ordered by the last release of this object, reads it.
        isAnswered.store(true, ordering: .relaxed)
        team.help()
    }

    deinit {
        if !isAnswered.load(ordering: .relaxed) { team.noteRefusal() }
    }
}
