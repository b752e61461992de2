// Part of swift-threading. Apache-2.0: see LICENSE.

import ArgumentParser

/// `threading hash`: checksums of many files, as `sha512sum` prints them, by as many threads as
/// there are processors.
struct HashCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hash",
        abstract: "Print or check the checksums of files, and of all files below directories.",
        discussion: """
            Prints what sha512sum prints for each regular file at or below the paths, in the order of \
            the directories, on every run the same. Symbolic links below a path are not followed. \
            Without a path, or where it is -, reads standard input.

            With --check, verifies the lists at the paths instead: each line a checksum and a name, \
            as this program or coreutils have printed it.
            """
    )

    @Argument(help: ArgumentHelp("A file, a directory, or - for standard input.", valueName: "path"))
    var paths: [PathArgument] = []

    @Option(name: .shortAndLong, help: "The digest.")
    var algorithm = Algorithm.sha512

    @Option(name: .long, help: "How many threads hash. (default: one for each processor)")
    var threads: Int?

    @Flag(name: .long, help: "Print lines as BSD does: SHA512 (NAME) = CHECKSUM.")
    var tag = false

    @Flag(name: [.customShort("z"), .long], help: "End lines with NUL, not newline, and do not escape names.")
    var zero = false

    @Flag(name: .long, help: "Print lines as files are done, not in order.")
    var unordered = false

    @Option(name: .shortAndLong, help: ArgumentHelp("Write the lines to this file.", valueName: "file"))
    var output: PathArgument?

    @Option(
        name: .long,
        help: ArgumentHelp("Read the paths from this file, one a line (NUL-ended with -z).", valueName: "file")
    )
    var filesFrom: PathArgument?

    @Flag(name: .shortAndLong, help: "Read checksums from the paths and check them.")
    var check = false

    @Flag(exclusivity: .chooseLast)
    var report: CheckOptions.Report?

    @Flag(name: .long, help: "With --check: neither fail nor report for missing files.")
    var ignoreMissing = false

    @Flag(name: .long, help: "With --check: fail for improperly formatted lines, too.")
    var strict = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write a timeline of the threads to this file: a picture (.svg), or for Perfetto (.json).",
            valueName: "file"
        )
    )
    var trace: PathArgument?

    @Flag(name: .long, inversion: .prefixedNo, help: "Show progress, where standard error is a terminal.")
    var progress = true

    func validate() throws {
        for (isWrong, text) in contradictions where isWrong {
            throw ValidationError(text)
        }
    }

    func run() throws {
        let status = HashRun(plan: plan).run()
        guard status == 0 else { throw ExitCode(status) }
    }

    /// What cannot be meant, in coreutils' words where they have the option.
    private var contradictions: [(isWrong: Bool, text: String)] {
        [
            (
                threads.map { !(1...HashPlan.mostThreads ~= $0) } ?? false,
                "--threads takes 1 to \(HashPlan.mostThreads)"
            ),
            (
                trace.map { TraceFormat(of: $0.name) == nil } ?? false,
                "--trace takes a file whose name ends in .svg or .json"
            ),
            (!paths.isEmpty && filesFrom != nil, "file operands cannot be combined with --files-from"),
            (check && zero, "the --zero option is not supported when verifying checksums"),
            (check && tag, "the --tag option is meaningless when verifying checksums"),
            (check && unordered, "the --unordered option is meaningless when verifying checksums"),
            (check && filesFrom != nil, "the --files-from option is meaningless when verifying checksums"),
            (!check && ignoreMissing, Self.onlyWhenChecking("ignore-missing")),
            (!check && report == .status, Self.onlyWhenChecking("status")),
            (!check && report == .warn, Self.onlyWhenChecking("warn")),
            (!check && report == .quiet, Self.onlyWhenChecking("quiet")),
            (!check && strict, Self.onlyWhenChecking("strict")),
        ]
    }

    private static func onlyWhenChecking(_ option: String) -> String {
        "the --\(option) option is meaningful only when verifying checksums"
    }

    private var plan: HashPlan {
        var names = paths.map(\.name)
        if names.isEmpty, filesFrom == nil { names = [.standardInput] }
        var plan = HashPlan(paths: names)
        plan.list = filesFrom?.name
        plan.format = LineFormat(algorithm: algorithm, isTagged: tag, endsInZero: zero)
        if check { plan.check = CheckOptions(report: report, ignoresMissing: ignoreMissing, isStrict: strict) }
        plan.threads = threads
        plan.isOrdered = !unordered
        plan.output = output?.name
        plan.trace = trace?.name
        // A line that ends in NUL leaves the cursor where the bar would go.
        plan.showsProgress = progress && !(zero && Terminal.isStandardOutput)
        return plan
    }
}
