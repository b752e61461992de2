// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import ThreadingCore

/// How long those who wait pause, by what has helped.
@Suite struct PauseLimitTests {
    @Test func limit_isHalvedWhereYieldsHelp_andDoubledWherePausesDo() {
        let limit = PauseLimit()
        let most = limit.current
        guard Spin.isUseful else {
            #expect(most == 0)
            limit.pausesHelped(most)
            limit.yieldsHelped(most)
            #expect(limit.current == 0)
            return
        }
        limit.pausesHelped(most)
        #expect(limit.current == most)
        for _ in 0..<20 { limit.yieldsHelped(limit.current) }
        let least = limit.current
        #expect(0 < least && least < most)
        limit.pausesHelped(least)
        #expect(limit.current == 2 * least)
        limit.nothingHelped(limit.current)
        #expect(limit.current == most)
    }

    @Test func pass_endsWithTheCondition_orAtTheEnd() {
        let limit = PauseLimit()
        var looks = 0
        limit.pass {
            looks += 1
            return looks == 3
        }
        #expect(looks == 3)
        limit.pass {
            looks += 1
            return false
        }
        #expect(looks > 3)
    }
}
