// Part of swift-threading. Apache-2.0: see LICENSE.

@testable import ThreadingProgram

/// A process under way, with a pipe for each of its three descriptors unless the test has better.
struct RunningProgram: Sendable {
    let process: ChildProcess
    /// What the test writes is its standard input.
    let input: Descriptor
    let output: Descriptor
    let errors: Descriptor

    init(
        _ arguments: [[UInt8]],
        in tree: TemporaryTree,
        environment: [String: String] = [:],
        output otherOutput: Descriptor? = nil,
        errors otherErrors: Descriptor? = nil
    ) throws {
        let (inputs, outputs, errors) = (try Pipe(), try Pipe(), try Pipe())
        process = try ChildProcess(
            arguments,
            directory: tree.path,
            environment: environment,
            input: inputs.reading.number,
            output: (otherOutput ?? outputs.writing).number,
            errors: (otherErrors ?? errors.writing).number
        )
        // Only the program's own copies are left, so that the other ends see it go.
        for passed in [inputs.reading, outputs.writing, errors.writing] { passed.close() }
        input = inputs.writing
        output = outputs.reading
        self.errors = errors.reading
    }

    /// `threading hash` with these arguments.
    static func hash(
        _ arguments: String...,
        in tree: TemporaryTree,
        environment: [String: String] = [:],
        output: Descriptor? = nil,
        errors: Descriptor? = nil
    ) throws -> RunningProgram {
        let arguments = [try Program.path()] + (["hash"] + arguments).map { Array($0.utf8) }
        return try RunningProgram(arguments, in: tree, environment: environment, output: output, errors: errors)
    }
}
