// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading

enum LinesAtExit {
    static func main() throws {
        for chapter in ["daemon", "event", "poison-pill", "closed-queue"] {
            let output = try ChildProgram(chapter: chapter).output()
            let arrived = output.count { $0.hasPrefix("Thread-") }
            print(arrived, "of 10 lines arrived:", chapter)
        }
    }
}
