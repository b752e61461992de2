// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingDiagnostics

/// Random operations on every kind of queue and pool, held against a ledger: nothing lost, nothing twice, in order.
///
/// `Scripts/soak.sh` builds and runs it. Each round makes a new object of one kind and lets a handful of threads and
/// tasks at it, with a seed of its own. A violation ends the program with status 1 and says how to run that kind with that
/// seed again: the operations are then the same, what the threads make of them is not, so it is run until it shows again
/// or the time is over.
@main
enum Soak {
    static func main() async {
        guard let options = SoakOptions(CommandLine.arguments.dropFirst()) else {
            print(SoakOptions.usage)
            SoakProcess.leave(status: 64)
        }
        let kinds = SoakKind.all.filter { options.only == nil || options.only == $0.name }
        guard !kinds.isEmpty, !options.list else {
            print(SoakKind.all.map(\.name).joined(separator: "\n"))
            SoakProcess.leave(status: options.list ? 0 : 64)
        }
        SoakProcess.say("soak: \(options.time), seed \(options.seed), \(kinds.count) kinds")
        // On a thread, since rounds block.
        let status = await NativeThread.spawn(name: "soak") { soak(kinds, options) }.value
        SoakProcess.leave(status: status)
    }

    private static func soak(_ kinds: [SoakKind], _ options: SoakOptions) -> Int32 {
        let watchdog = Watchdog(limit: .seconds(120))
        var tallies = kinds.map { SoakTally(name: $0.name) }
        var seeds = SoakRandom(seed: options.seed)
        let begin = ContinuousClock.now
        var nextReport = begin + .seconds(10)
        while ContinuousClock.now < begin + options.time {
            for (index, kind) in kinds.enumerated() {
                // One kind alone repeats its seed.
                let seed = options.only == nil ? seeds.next() : options.seed
                watchdog.beginRound(again(kind, seed))
                let roundBegin = ContinuousClock.now
                do {
                    let operations = try kind.run(seed)
                    tallies[index].add(operations, in: ContinuousClock.now - roundBegin)
                    try Item.checkThatAllAreGone()
                } catch {
                    SoakProcess.say("VIOLATION in \(kind.name): \(error)\nTo run it again: \(again(kind, seed))")
                    return 1
                }
            }
            if ContinuousClock.now >= nextReport {
                SoakProcess.say(SoakTally.line(tallies, after: ContinuousClock.now - begin))
                nextReport = ContinuousClock.now + .seconds(10)
            }
        }
        SoakProcess.say(SoakTally.table(tallies, after: ContinuousClock.now - begin))
        return 0
    }

    private static func again(_ kind: SoakKind, _ seed: UInt64) -> String {
        "Scripts/soak.sh 10 --only \(kind.name) --seed \(seed)"
    }
}
