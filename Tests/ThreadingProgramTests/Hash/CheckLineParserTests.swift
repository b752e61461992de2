// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import ThreadingProgram

@Suite struct CheckLineParserTests {
    private static let digest = String(repeating: "0a", count: 32)

    private func names(_ lines: String...) -> [String?] {
        var parser = CheckLineParser(algorithm: .sha256)
        return lines.map { line in
            parser.parse(line.utf8).map { String(decoding: $0.name.bytes, as: UTF8.self) }
        }
    }

    @Test func parse_ofCommonForms_givesTheName() {
        let digest = Self.digest
        #expect(
            names("\(digest)  a", "\(digest) *b", "  \(digest.uppercased())   c ", "\(digest)\t d") == [
                "a", "b", " c ", "d",
            ]
        )
    }

    @Test func parse_ofUpperCaseDigits_givesLowerCase() {
        var parser = CheckLineParser(algorithm: .sha256)
        #expect(parser.parse("\(Self.digest.uppercased())  a".utf8)?.digits == Array(Self.digest.utf8))
    }

    @Test func parse_ofTaggedForms_givesTheName() {
        let digest = Self.digest
        #expect(
            names("SHA256 (a) = \(digest)", "SHA256(b)=\(digest)", "\\SHA256 (c\\nd) = \(digest)") == [
                "a", "b", "c\nd",
            ]
        )
        #expect(names("SHA256 (x) = y) = \(digest)") == ["x) = y"])
    }

    @Test func parse_ofEscapedName_givesTheName() {
        #expect(names("\\\(Self.digest)  a\\\\b\\n\\r") == ["a\\b\n\r"])
        #expect(names("\\\(Self.digest)  a\\tb") == [nil])
    }

    @Test func parse_afterCommonForm_refusesTheReversedOne() {
        #expect(names("\(Self.digest)  a", "\(Self.digest) b") == ["a", nil])
    }

    @Test func parse_afterReversedForm_takesTheBlankForTheNames() {
        #expect(names("\(Self.digest) b", "\(Self.digest)  a") == ["b", " a"])
    }

    @Test(arguments: [
        "", "x", digest, "\(digest) ", "\(digest)a  b", "\(digest.dropLast())g  a", "SHA512 (a) = \(digest)",
        "SHA256 (a) = \(digest)0", "SHA256 (a) = \(digest) ", "SHA256 a = \(digest)", "SHA256  (a) = \(digest)",
        "SHA256 (a) \(digest)",
    ])
    func parse_ofAnythingElse_isNil(line: String) {
        #expect(names(line) == [nil])
    }
}

@Suite struct CheckTallyTests {
    private func texts(_ tally: CheckTally, _ options: CheckOptions = CheckOptions()) -> [String] {
        tally.messages(list: FileName("l".utf8), options: options).map { String(decoding: $0.line, as: UTF8.self) }
    }

    @Test func messages_countInSingularAndPlural() {
        let one = CheckTally(misformatted: 1, hasFormattedLines: true, unreadable: 1, mismatched: 1)
        #expect(
            texts(one) == [
                "threading: WARNING: 1 line is improperly formatted\n",
                "threading: WARNING: 1 listed file could not be read\n",
                "threading: WARNING: 1 computed checksum did NOT match\n",
            ]
        )
        let two = CheckTally(misformatted: 2, hasFormattedLines: true, unreadable: 2, mismatched: 2)
        #expect(
            texts(two) == [
                "threading: WARNING: 2 lines are improperly formatted\n",
                "threading: WARNING: 2 listed files could not be read\n",
                "threading: WARNING: 2 computed checksums did NOT match\n",
            ]
        )
    }

    @Test func messages_withoutFormattedLines_sayThat() {
        #expect(texts(CheckTally(misformatted: 3)) == ["threading: l: no properly formatted checksum lines found\n"])
    }

    @Test func messages_whenStatusOnly_areNone() {
        #expect(texts(CheckTally(hasFormattedLines: true, mismatched: 1), CheckOptions(report: .status)).isEmpty)
    }

    @Test func isSuccess_whenStrict_failsForMisformattedLines() {
        let tally = CheckTally(misformatted: 1, hasFormattedLines: true, hasMatch: true)
        #expect(tally.isSuccess(options: CheckOptions()))
        #expect(!tally.isSuccess(options: CheckOptions(isStrict: true)))
    }
}
