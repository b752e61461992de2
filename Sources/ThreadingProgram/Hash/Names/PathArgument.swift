// Part of swift-threading. Apache-2.0: see LICENSE.

import ArgumentParser

/// A path on the command line, back in the bytes that it was given in.
struct PathArgument: ExpressibleByArgument, Sendable {
    var name: FileName

    init(argument: String) {
        name = FileName(ArgumentText.decode(argument))
    }
}
