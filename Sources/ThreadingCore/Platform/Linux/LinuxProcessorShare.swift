// Part of swift-threading. Apache-2.0: see LICENSE.

#if os(Linux)
/// The processor time that Linux control groups leave to this process, in processors rounded up.
enum ProcessorShare {
    /// `nil` where there is no limit.
    static var current: Int? {
        guard let membership = SystemProcess.contents(of: "/proc/self/cgroup") else { return nil }
        return least(membership: membership, contents: SystemProcess.contents(of:))
    }

    /// The least share of the group and all those it is in, since each of them limits.
    static func least(membership: String, contents: (String) -> String?) -> Int? {
        var least: Int?
        for line in membership.split(separator: "\n") {
            // «hierarchy:controllers:path»; version 2 is hierarchy 0 without controllers.
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { continue }
            if fields[1].isEmpty {
                least = smaller(least, unified(String(fields[2]), contents))
            } else if fields[1].split(separator: ",").contains("cpu") {
                least = smaller(least, legacy(String(fields[2]), contents))
            }
        }
        return least
    }

    private static func unified(_ path: String, _ contents: (String) -> String?) -> Int? {
        var least: Int?
        for group in ancestors(path) {
            // «max 100000» or «150000 100000»: microseconds of processor time in each period.
            let parts = contents("/sys/fs/cgroup\(group)/cpu.max")?.split(whereSeparator: \.isWhitespace) ?? []
            guard parts.count == 2 else { continue }
            least = smaller(least, share(quota: Int(parts[0]), period: Int(parts[1])))
        }
        return least
    }

    private static func legacy(_ path: String, _ contents: (String) -> String?) -> Int? {
        func number(_ file: String) -> Int? {
            contents(file).flatMap { text in text.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) } }
        }
        var least: Int?
        for group in ancestors(path) {
            let folder = "/sys/fs/cgroup/cpu\(group)"
            least = smaller(
                least,
                share(quota: number("\(folder)/cpu.cfs_quota_us"), period: number("\(folder)/cpu.cfs_period_us"))
            )
        }
        return least
    }

    /// «/a/b» is in «/a», which is in the root.
    private static func ancestors(_ path: String) -> [String] {
        var groups = [""]
        var group = ""
        for name in path.split(separator: "/") where name != ".." {
            group += "/\(name)"
            groups.append(group)
        }
        return groups
    }

    private static func share(quota: Int?, period: Int?) -> Int? {
        guard let quota, let period, quota > 0, period > 0 else { return nil }
        return max(1, (quota + period - 1) / period)
    }

    private static func smaller(_ one: Int?, _ other: Int?) -> Int? {
        guard let one else { return other }
        return other.map { min(one, $0) } ?? one
    }
}
#endif
