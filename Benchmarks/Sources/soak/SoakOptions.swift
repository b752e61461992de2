// Part of swift-threading. Apache-2.0: see LICENSE.

/// What the command line says.
struct SoakOptions {
    static let usage = "soak [MINUTES] [--seed NUMBER] [--only KIND] [--list]; SECONDSs in place of minutes: 30s"

    var time = Duration.seconds(600)
    var seed = UInt64.random(in: 0..<1 << 32)
    var only: String?
    var list = false

    /// Nil if the arguments mean nothing.
    init?(_ arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--list": list = true
            case "--only":
                guard let name = rest.popFirst() else { return nil }
                only = name
            case "--seed":
                guard let number = rest.popFirst().flatMap({ UInt64($0) }) else { return nil }
                seed = number
            default:
                if argument.hasSuffix("s"), let seconds = Int(argument.dropLast()), seconds > 0 {
                    time = .seconds(seconds)
                } else if let minutes = Int(argument), minutes > 0 {
                    time = .seconds(minutes * 60)
                } else {
                    return nil
                }
            }
        }
    }
}
