// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreadingExplorer
internal import ThreadingCore

extension Conductor {
    package func nameForThread() -> String { "t\(players.count)" }

    package func startThread(
        _ thread: UInt64,
        name: String,
        isDaemon: Bool,
        whenAbandoned: @escaping @Sendable () -> Void,
        body: @escaping @Sendable () -> Void
    ) {
        enter()
        defer { leave() }
        let worker = hire()
        let player = makePlayer(
            id: thread,
            name: name,
            isDaemon: isDaemon,
            worker: worker,
            whenAbandoned: whenAbandoned
        )
        worker.job = body
        players.append(player)
        trace.addStart()
        changes += 1
        me.operations += 1
        // From here on there is somebody to see what it does.
        me.isFresh = false
        if let recorder { me.location = recorder.location() }
        record(.spawn, player.endObject)
        tellOrderBefore(player.endObject)
    }

    package func join(_ thread: UInt64, until deadline: Deadline) -> Bool {
        enter()
        defer { leave() }
        guard let target = players.first(where: { $0.id == thread }) else {
            fail(.misuse, "\(me.name) joins a thread of another schedule or exploration")
        }
        if deadline.isImmediate { return hasEnded(target) }
        if deadline.canPass { return joinTimed(target, until: deadline) }
        if !target.hasEnded { stand(before: .join, target.endObject) }
        note(.await, target.endObject, source: target.endStep)
        tellOrderAfter(target.endObject)
        record(.join, target.endObject)
        return true
    }

    private func joinTimed(_ target: Player, until deadline: Deadline) -> Bool {
        let me = me
        let hadEnded = target.hasEnded
        var expiringStep: Int32 = -1
        if !hadEnded {
            setDeadline(deadline)
            stand(before: .join, target.endObject)
            expiringStep = me.deadline <= clock ? me.expiringStep : -1
            forgetDeadline()
        }
        if target.hasEnded {
            // Had it come a little earlier, or the end a little later, the time might have been over first.
            if hadEnded || expiringStep >= 0 {
                note(.look, target.endObject)
            } else {
                note(.await, target.endObject, source: target.endStep)
            }
            tellOrderAfter(target.endObject)
        } else {
            note(.await, 0, source: expiringStep)
            note(.look, target.endObject)
            me.isPolite = true
        }
        record(.join, target.endObject, target.hasEnded ? .none : .timedOut)
        return target.hasEnded
    }

    private func hasEnded(_ target: Player) -> Bool {
        stand(before: .isAlive, target.endObject)
        note(.look, target.endObject)
        noteLook()
        if target.hasEnded { tellOrderAfter(target.endObject) }
        record(.isAlive, target.endObject, target.hasEnded ? .none : .failed)
        return target.hasEnded
    }

    package func noteUnreadError(_ error: any Error, of name: String) {
        enter()
        defer { leave() }
        // Told at the next decision: this is the end of a handle's life, which is no place to stop.
        if pendingFailure == nil {
            pendingFailure = (.error, "\(name) threw an error, and nobody joined it to read it: \(error)")
        }
    }

    package func refuse(_ sentence: String) -> Never {
        enter()
        fail(.misuse, "\(me.name): \(sentence)")
    }

    package func beginAside() { ct_hide() }

    package func endAside() { ct_reveal() }
}
