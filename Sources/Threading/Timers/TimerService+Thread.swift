// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// The timer thread, and the threads of timers that have their own.
extension TimerService {
    func startKeeper() {
        do {
            try NativeThread.start(name: "timers", daemon: !isExplored) { self.keepTime() }
        } catch {
            Misuse.stop("\(error); without it no timer runs")
        }
    }

    /// The whole life of the timer thread.
    private func keepTime() {
        lock.lock()
        keeperThread = CurrentThread.record.map { ObjectIdentifier($0) }
        while phase != .closed {
            switch machine.nextStep(at: MonotonicTime.now) {
            case .run(let entry):
                run(entry)
            case .wait(let time):
                sleep(until: time)
            case .rest:
                if isExplored {
                    hasKeeper = false
                    lock.unlock()
                    return
                }
                sleep(until: .max)
            }
        }
        lock.unlock()
    }

    private func sleep(until time: UInt64) {
        machine.sleeps(until: time)
        _ = keeper.wait(releasing: lock, until: Deadline(nanoseconds: time))
    }

    /// Runs what is due; the lock is released meanwhile.
    private func run(_ entry: TimerEntry) {
        if phase == .ending, entry.repetition != .never {
            end(entry)
            return
        }
        // From here on the end of the process waits for it.
        running.append(entry)
        if case .ownThread = entry.runner {
            lock.unlock()
            // A daemon: the run is waited for, and not the thread, which the next run might follow for ever.
            let thread = try? NativeThread.start(name: entry.name, daemon: !isExplored) { self.runAside(entry) }
            lock.lock()
            // Without a thread, it runs here: late for the others, which is better than never.
            if thread != nil { return }
        }
        begin(entry)
        lock.unlock()
        finish(entry, entry.callAction(of: self))
        lock.lock()
    }

    /// Runs on a thread of the timer's own.
    private func runAside(_ entry: TimerEntry) {
        lock.lock()
        begin(entry)
        lock.unlock()
        finish(entry, entry.callAction(of: self))
    }

    private func begin(_ entry: TimerEntry) {
        entry.thread = CurrentThread.record.map { ObjectIdentifier($0) }
        guard let seam = Seam.current, entry.repetition != .never else { return }
        entry.runs += 1
        if entry.runs > Self.mostExploredRuns {
            seam.refuse(
                """
                the timer "\(entry.name)" has run \(Self.mostExploredRuns) times, and a schedule ends with its last \
                timer; cancel it in the body
                """
            )
        }
    }

    /// A schedule with a timer that nobody cancels would have no end.
    private static var mostExploredRuns: Int { 1_000 }

    private func finish(_ entry: TimerEntry, _ error: (any Error)?) {
        if let error { report(error, of: entry) }
        lock.lock()
        if phase == .open, case .rearmed(let wakesKeeper) = machine.endRun(entry, at: MonotonicTime.now) {
            settle(entry)
            unlock(wakingKeeper: wakesKeeper)
            return
        }
        lock.unlock()
        // Still the runner's own, which is still known: what is destroyed may cancel the timer and wait for its end.
        withExtendedLifetime(entry.takeAction()) {}
        lock.lock()
        settle(entry)
        end(entry)
        lock.unlock()
    }

    private func settle(_ entry: TimerEntry) {
        running.removeAll { $0 === entry }
        settled.notifyAll(holding: lock)
    }

    private func end(_ entry: TimerEntry) {
        entry.thread = nil
        entry.state = .over
        entry.ends.notifyAll(holding: lock)
    }

    private func report(_ error: any Error, of entry: TimerEntry) {
        if let seam = Seam.current {
            seam.noteUnreadError(error, of: entry.name)
        } else {
            SystemProcess.writeError("Exception in timer \(entry.name): \(error)")
        }
    }
}
