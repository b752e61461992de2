// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import ThreadingProgram

@Suite struct ReorderWindowTests {
    @Test func popNext_afterAnyOrderWithinTheWindow_isInOrder() {
        var generator = SystemRandomNumberGenerator()
        var window = ReorderWindow<Int>(size: 8)
        var output: [Int] = []
        for block in 0..<50 {
            for number in Array(block * 8..<block * 8 + 8).shuffled(using: &generator) {
                window.insert(number, number: number)
                while let next = window.popNext() { output.append(next) }
            }
        }
        #expect(output == Array(0..<400))
    }

    @Test func popNext_whileTheNextIsMissing_isNil() {
        var window = ReorderWindow<String>(size: 4)
        window.insert("b", number: 1)
        #expect(window.popNext() == nil)
        window.insert("a", number: 0)
        #expect(window.popNext() == "a")
        #expect(window.popNext() == "b")
        #expect(window.popNext() == nil)
    }

    @Test func insert_beyondTheWindow_stopsTheProgram() async {
        await #expect(processExitsWith: .failure) {
            var window = ReorderWindow<Int>(size: 4)
            window.insert(4, number: 4)
        }
    }
}
