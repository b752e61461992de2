// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``AtomicCell`` promises, in every interleaving.
@Suite struct AtomicCellContractTests {
    @Test func add_byThreeThreads_losesNothingAndGivesEachItsNumber() throws {
        try exhaust {
            let cell = AtomicCell(0)
            let threads = (1...3).map { _ in NativeThread.spawn { cell.add(1) } }
            expect(threads.map { $0.join() }.sorted() == [1, 2, 3])
            expect(cell.load() == 3, "an addition was lost")
        }
    }

    @Test func add_beyondTheLargestNumber_goesOnWithTheSmallest() throws {
        try exhaust([Int.min + 1]) {
            let cell = AtomicCell(Int.max)
            together({ cell.add(1) }, { cell.add(1) })
            return cell.load()
        }
    }

    @Test func loadAndStore_byTwoThreads_areTwoOperations() throws {
        try exhaust([1, 2]) {
            let cell = AtomicCell(0)
            let increment: @Sendable () -> Void = { cell.store(cell.load() + 1) }
            together(increment, increment)
            return cell.load()
        }
    }

    @Test func store_byTwoThreads_leavesOneOfBoth() throws {
        try exhaust([1, 2]) {
            let cell = AtomicCell(0)
            together({ cell.store(1) }, { cell.store(2) })
            return cell.load()
        }
    }

    @Test func exchange_byThreeThreads_givesEachValueToOne() throws {
        try exhaust {
            let cell = AtomicCell(0)
            let threads = (1...3).map { number in NativeThread.spawn { cell.exchange(number) } }
            let taken = threads.map { $0.join() }
            expect((taken + [cell.load()]).sorted() == [0, 1, 2, 3], "a value was taken twice, or by nobody")
        }
    }

    @Test func exchange_ofTrue_isFalseForOneOnly() throws {
        try exhaust([[false, true], [true, false]]) {
            let isTaken = AtomicCell(false)
            let one = NativeThread.spawn { isTaken.exchange(true) }
            let two = NativeThread.spawn { isTaken.exchange(true) }
            return [one.join(), two.join()]
        }
    }

    @Test func compareExchange_byTwoThreads_succeedsForOneAndTellsTheOtherWhatItFound() throws {
        try exhaust([1, 2]) {
            let cell = AtomicCell(0)
            let one = NativeThread.spawn { cell.compareExchange(expected: 0, desired: 1) }
            let two = NativeThread.spawn { cell.compareExchange(expected: 0, desired: 2) }
            let (first, second) = (one.join(), two.join())
            expect(first.exchanged != second.exchanged, "both have exchanged, or neither")
            expect(first.original == (first.exchanged ? 0 : 2) && second.original == (second.exchanged ? 0 : 1))
            expect(cell.load() == (first.exchanged ? 1 : 2))
            return cell.load()
        }
    }

    @Test func compareExchange_whereNobodyElseWrites_neverFails() throws {
        try exhaust {
            let cell = AtomicCell(0)
            let reader = NativeThread.spawn { _ = cell.load() }
            expect(cell.compareExchange(expected: 0, desired: 1).exchanged, "failed spuriously")
            reader.join()
        }
    }

    @Test func compareExchange_inALoop_losesNothing() throws {
        try exhaust {
            let cell = AtomicCell(0)
            let increment: @Sendable () -> Void = {
                var seen = cell.load()
                while true {
                    let (exchanged, original) = cell.compareExchange(expected: seen, desired: seen + 1)
                    if exchanged { return }
                    seen = original
                }
            }
            together(increment, increment)
            expect(cell.load() == 2)
        }
    }

    @Test func store_seen_showsWhatWasDoneBefore() throws {
        try exhaust([0, 42]) {
            let isReady = AtomicCell(false)
            let value = WatchedVariable(0)
            let other = NativeThread.spawn {
                value.write(42)
                isReady.store(true)
            }
            let seen = isReady.load() ? value.read() : 0
            other.join()
            return seen
        }
    }

    @Test func storeThenLoadOfTheOther_byTwoThreads_isSeenByOneAtLeast() throws {
        try exhaust([[0, 1], [1, 0], [1, 1]]) {
            let (x, y) = (AtomicCell(0), AtomicCell(0))
            let one = NativeThread.spawn {
                x.store(1)
                return y.load()
            }
            let two = NativeThread.spawn {
                y.store(1)
                return x.load()
            }
            return [one.join(), two.join()]
        }
    }

    @Test func load_ofTwoCellsByTwoReaders_agreesOnTheOrderOfTheWrites() throws {
        let all = (0..<16).map { bits in (0..<4).map { bits >> $0 & 1 } }
        // [1, 0, 1, 0]: the one has seen x written and y not yet, the other y and x not yet.
        try exhaust(Set(all).subtracting([[1, 0, 1, 0]])) {
            let (x, y) = (AtomicCell(0), AtomicCell(0))
            let one = NativeThread.spawn {
                let first = x.load()
                return [first, y.load()]
            }
            let two = NativeThread.spawn {
                let first = y.load()
                return [first, x.load()]
            }
            let writer = NativeThread.spawn { x.store(1) }
            y.store(1)
            writer.join()
            return one.join() + two.join()
        }
    }

    @Test func load_twice_neverGoesBack() throws {
        try exhaust([[0, 0], [0, 1], [0, 2], [1, 1], [1, 2], [2, 2]]) {
            let cell = AtomicCell(0)
            let writer = NativeThread.spawn {
                cell.store(1)
                cell.store(2)
            }
            let first = cell.load()
            let second = cell.load()
            writer.join()
            return [first, second]
        }
    }

    @Test func load_inALoop_seesTheStoreInTheEnd() throws {
        // There is no end of it: each number of looks is a schedule.
        try explore(schedules: 100) {
            let isReady = AtomicCell(false)
            let other = NativeThread.spawn { isReady.store(true) }
            while !isReady.load() {}
            other.join()
        }
    }

    @Test func cell_ofAnEnumeration_holdsItsCases() throws {
        try exhaust([Light.red, Light.green]) {
            let light = AtomicCell(Light.red)
            let other = NativeThread.spawn { light.store(.green) }
            let seen = light.load()
            other.join()
            expect(light.load() == .green)
            return seen
        }
    }
}

private enum Light: Int, AtomicCellValue {
    case red, green
}
