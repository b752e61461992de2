// Part of swift-threading. Apache-2.0: see LICENSE.

import CThreading
import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingCore

/// The processors that this process may use; the control groups from made-up files.
@Suite struct ProcessorsTests {
    /// X17: as many as the mask has, or fewer.
    @Test func available_onThisMachine_isAtLeastOneAndWithinTheMask() {
        let count = Processors.available
        #expect(count >= 1)
        #expect(count <= max(1, Int(ct_affinity_count())))
        #expect(NativeThread.availableProcessors >= 1)
    }

    #if os(Linux)
    private func least(_ membership: String, _ files: [String: String]) -> Int? {
        ProcessorShare.least(membership: membership) { files[$0] }
    }

    /// X17: version 2, its one line.
    @Test(
        arguments: [
            ("max 100000\n", nil), ("150000 100000\n", 2), ("200000 100000", 2), ("50000 100000\n", 1),
            ("1000 100000\n", 1), ("1000000 100000\n", 10), ("", nil), ("nonsense\n", nil), ("100000\n", nil),
            ("0 100000\n", nil), ("100000 0\n", nil), ("-1 100000\n", nil),
        ] as [(String, Int?)]
    ) func least_inAGroupOfVersion2_isItsQuotaRoundedUp(text: String, expected: Int?) {
        #expect(least("0::/app\n", ["/sys/fs/cgroup/app/cpu.max": text]) == expected)
    }

    /// X17: in a container the group is the root of what can be seen.
    @Test func least_inTheRootOfVersion2_readsTheRootsFile() {
        #expect(least("0::/\n", ["/sys/fs/cgroup/cpu.max": "300000 100000\n"]) == 3)
    }

    /// X17: each group limits those inside it, whichever is the tightest.
    @Test(
        arguments: [("100000", "400000", "800000"), ("800000", "100000", "400000"), ("400000", "800000", "100000")]
    ) func least_inNestedGroups_isTheTightest(outer: String, middle: String, inner: String) {
        let files = [
            "/sys/fs/cgroup/a/cpu.max": "\(outer) 100000\n",
            "/sys/fs/cgroup/a/b/cpu.max": "\(middle) 100000\n",
            "/sys/fs/cgroup/a/b/c/cpu.max": "\(inner) 100000\n",
        ]
        #expect(least("0::/a/b/c\n", files) == 1)
    }

    /// X17: a group without a limit says nothing about the one above it.
    @Test func least_whenOnlyTheOuterGroupLimits_isTheOuters() {
        let files = ["/sys/fs/cgroup/a/cpu.max": "200000 100000\n", "/sys/fs/cgroup/a/b/cpu.max": "max 100000\n"]
        #expect(least("0::/a/b\n", files) == 2)
    }

    /// X17: a neighbour's limit is none of ours.
    @Test func least_ignoresGroupsThatItIsNotIn() {
        #expect(least("0::/a\n", ["/sys/fs/cgroup/b/cpu.max": "100000 100000\n"]) == nil)
    }

    /// X17: version 1, two files.
    @Test(
        arguments: [("150000\n", "100000\n", 2), ("-1\n", "100000\n", nil), ("100000\n", "50000\n", 2)]
            as [(String, String, Int?)]
    ) func least_inAGroupOfVersion1_isItsQuotaRoundedUp(quota: String, period: String, expected: Int?) {
        let files = [
            "/sys/fs/cgroup/cpu/app/cpu.cfs_quota_us": quota, "/sys/fs/cgroup/cpu/app/cpu.cfs_period_us": period,
        ]
        #expect(least("4:cpu,cpuacct:/app\n", files) == expected)
        #expect(least("4:cpuacct,cpu:/app\n", files) == expected)
        #expect(least("4:cpu:/app\n", files) == expected)
    }

    /// X17: nested groups of version 1.
    @Test func least_inNestedGroupsOfVersion1_isTheTightest() {
        let files = [
            "/sys/fs/cgroup/cpu/a/cpu.cfs_quota_us": "100000\n", "/sys/fs/cgroup/cpu/a/cpu.cfs_period_us": "100000\n",
            "/sys/fs/cgroup/cpu/a/b/cpu.cfs_quota_us": "300000\n",
            "/sys/fs/cgroup/cpu/a/b/cpu.cfs_period_us": "100000\n",
        ]
        #expect(least("3:cpu:/a/b\n", files) == 1)
    }

    /// X17: both versions at once, other controllers, names with colons, and lines that are none.
    @Test func least_inAMixedMembership_readsTheLinesThatCount() {
        let membership = """
            12:cpuset:/one
            5:name=systemd:/two
            4:cpu,cpuacct:/three:with:colons
            nonsense
            0::/four
            """
        let files = [
            "/sys/fs/cgroup/cpu/one/cpu.cfs_quota_us": "100000", "/sys/fs/cgroup/cpu/one/cpu.cfs_period_us": "100000",
            "/sys/fs/cgroup/cpu/three:with:colons/cpu.cfs_quota_us": "300000",
            "/sys/fs/cgroup/cpu/three:with:colons/cpu.cfs_period_us": "100000",
            "/sys/fs/cgroup/four/cpu.max": "500000 100000",
        ]
        #expect(least(membership, files) == 3)
    }

    /// X17.
    @Test func least_withoutMembershipOrFiles_isNil() {
        #expect(least("", [:]) == nil)
        #expect(least("0::/a\n", [:]) == nil)
        #expect(least("::\n", [:]) == nil)
    }

    /// X17: the real file is read to its end.
    @Test func contents_ofASmallFile_isItsText() {
        #expect(SystemProcess.contents(of: "/proc/self/cgroup") == SystemFile.text("/proc/self/cgroup"))
        #expect(SystemProcess.contents(of: "/proc/self/no-such-file") == nil)
    }
    #endif
}
