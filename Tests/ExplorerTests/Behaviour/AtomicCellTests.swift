// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// The same operations with an explorer and without one.
@Suite struct AtomicCellTests {
    enum Light: UInt8, AtomicCellValue {
        case red = 3
        case green = 200
    }

    /// Does everything once, and returns what was not as it should be.
    @Sendable private static func differences() -> [String] {
        let number = AtomicCell(5)
        let light = AtomicCell(Light.red)
        let small = AtomicCell(Int8(-3))
        let large = AtomicCell(UInt64.max)
        let sum = AtomicCell(Int.max)
        var wrong: [String] = []
        func check(_ isRight: Bool, _ what: String) { if !isRight { wrong.append(what) } }
        check(number.load() == 5, "load")
        number.store(-6)
        check(number.load() == -6, "store")
        check(number.exchange(7) == -6 && number.load() == 7, "exchange")
        let made = number.compareExchange(expected: 7, desired: 8)
        check(made == (true, 7) && number.load() == 8, "compareExchange")
        let refused = number.compareExchange(expected: 7, desired: 9)
        check(refused == (false, 8) && number.load() == 8, "compareExchange of another value")
        check(number.add(-10) == -2 && number.load() == -2, "add")
        check(sum.add(1) == Int.min, "add beyond the largest")
        check(light.load() == .red && light.exchange(.green) == .red && light.load() == .green, "an enumeration")
        check(light.compareExchange(expected: .green, desired: .red).exchanged, "an enumeration that is compared")
        check(small.load() == -3 && small.compareExchange(expected: -3, desired: 4).exchanged, "a small number")
        check(large.load() == .max, "a large number")
        let flag = AtomicCell(true)
        check(flag.load() && !flag.compareExchange(expected: false, desired: false).exchanged, "Bool")
        return wrong
    }

    @Test func everyOperation_outsideOfAnExploration_doesWhatItSays() {
        #expect(Self.differences() == [])
    }

    @Test func everyOperation_inAnExploration_doesWhatItSays() throws {
        let wrong = Locked<[String]>([])
        let report = try explore {
            let differences = Self.differences()
            wrong.withLock { $0 += differences }
        }
        #expect(report.outcome == .exhausted(schedules: 1))
        #expect(wrong.withLock { $0 } == [])
    }

    @Test func everyOperation_isAStepWithTheOthersOnTheSameCell() throws {
        let operations: [@Sendable (AtomicCell<Int>) -> Void] = [
            { $0.store(1) }, { _ = $0.exchange(1) }, { $0.add(1) }, { _ = $0.compareExchange(expected: 0, desired: 1) },
        ]
        for operation in operations {
            let seen = Locked<Set<Int>>([])
            let report = try explore(.exhaustive) {
                let cell = AtomicCell(0)
                let thread = NativeThread.spawn { operation(cell) }
                let value = cell.load()
                thread.join()
                seen.withLock { _ = $0.insert(value) }
            }
            #expect(report.outcome == .exhausted(schedules: 2))
            #expect(seen.withLock { $0 } == [0, 1])
        }
    }

    @Test func load_byTwoThreads_makesNoDifference() throws {
        let report = try explore(.exhaustive) {
            let cell = AtomicCell(0)
            together({ _ = cell.load() }, { _ = cell.load() })
        }
        #expect(report.outcome == .exhausted(schedules: 1))
    }
}
