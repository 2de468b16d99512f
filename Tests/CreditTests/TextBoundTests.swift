import Testing

@testable import Credit

@Suite("Bounds of texts")
struct TextBoundTests {
  private func text(_ value: UInt32) throws -> String {
    "a" + String(Character(try #require(Unicode.Scalar(value), "\(value)"))) + "b"
  }

  /// The first and the last code point of each range, and their neighbours outside.
  @Test(
    arguments: [
      (.control, [0x00...0x08, 0x0B...0x0C, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F]),
      (
        .invisible,
        [
          0xAD...0xAD, 0x61C...0x61C, 0x180E...0x180E, 0x200B...0x200C, 0x200E...0x200F,
          0x202A...0x202E, 0x2060...0x206F, 0xFEFF...0xFEFF, 0xE0000...0xE007F,
        ]
      ),
      (.privateUse, [0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD]),
      (
        .noncharacter,
        [
          0xFDD0...0xFDEF, 0xFFFE...0xFFFF, 0x1FFFE...0x1FFFF, 0xFFFFE...0xFFFFF,
          0x10FFFE...0x10FFFF,
        ]
      ),
      (
        nil,
        [
          0x20...0x7E, 0xA0...0xAC, 0xAE...0xFF, 0x61B...0x61B, 0x61D...0x61D, 0x180D...0x180D,
          0x180F...0x180F, 0x200A...0x200A, 0x2010...0x2027, 0x202F...0x205F, 0x2070...0x2070,
          0xD7FF...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10000,
          0x1FFFD...0x1FFFD, 0xDFFFD...0xDFFFD, 0xE0080...0xE0080, 0xEFFFD...0xEFFFD,
        ]
      ),
    ] as [(TextBound.Fault?, [ClosedRange<UInt32>])])
  func ranges(_ fault: TextBound.Fault?, _ ranges: [ClosedRange<UInt32>]) throws {
    for range in ranges {
      for value in Set([range.lowerBound, range.upperBound]) {
        let found = TextBound.fault(of: try text(value), lines: false)
        #expect(found == fault, "U+\(String(value, radix: 16))")
        #expect(TextBound.fault(of: try text(value)) == fault, "U+\(String(value, radix: 16))")
      }
    }
  }

  @Test func lineEndsAndJoinersStandInNotesOnly() throws {
    for value in [0x09, 0x0A, 0x0D, 0x2028, 0x2029] as [UInt32] {
      #expect(TextBound.fault(of: try text(value)) == nil, "\(value)")
      #expect(TextBound.fault(of: try text(value), lines: false) == .lineEnd, "\(value)")
      #expect(TextBound.isPrintable(try text(value)))
      #expect(try !TextBound.isPrintable(text(value), lines: false))
    }
    #expect(TextBound.fault(of: try text(0x200D)) == nil)
    #expect(TextBound.fault(of: try text(0x200D), lines: false) == .invisible)
    #expect(TextBound.fault(of: try text(0x85), lines: false) == .control)
    #expect(TextBound.fault(of: "") == nil && TextBound.fault(of: "João – “ok”") == nil)
  }

  @Test func whatIsPrinted() throws {
    for value in [0x00, 0x1F, 0x7F, 0xFFFE, 0xFDD0] as [UInt32] {
      #expect(try !TextBound.isPrintable(text(value)), "\(value)")
    }
    for value in [0x20, 0x80, 0x9F, 0xAD, 0x200B, 0xE000] as [UInt32] {
      #expect(try TextBound.isPrintable(text(value)), "\(value)")
    }
  }

  @Test func whatIsShownIsCutAndCleaned() throws {
    #expect(
      TextBound.cleaned("a\u{0}b\u{7F}c\u{80}d\u{9F}e\nf", limit: 50) == "a b c d e f")
    #expect(TextBound.cleaned(try text(0xFFFE) + (try text(0xFDD0)), limit: 50) == "a ba b")
    #expect(TextBound.cleaned("a\u{20}\u{A0}b~", limit: 50) == "a \u{A0}b~")
    #expect(
      TextBound.cleaned("João", limit: 3) == "Joã" && TextBound.cleaned("abc", limit: 0) == "")
    #expect(TextBound.cleaned("abc", limit: 3) == "abc")
  }

  @Test func lettersAndMarksBecomeOne() {
    func scalars(_ text: String) -> [UInt32] {
      TextBound.composed(text).unicodeScalars.map(\.value)
    }
    #expect(scalars("Jose\u{301}") == [0x4A, 0x6F, 0x73, 0xE9])
    #expect(scalars("A\u{300}") == [0xC0] && scalars("y\u{308}") == [0xFF])
    #expect(scalars("y\u{304}") == [0x233] && scalars("A\u{325}") == [0x1E00])
    #expect(scalars("y\u{303}") == [0x1EF9] && scalars("e\u{323}\u{302}") == [0x1EC7])
    // Neither Latin nor one letter.
    #expect(scalars("x\u{301}") == [0x78, 0x301])
    #expect(scalars("\u{438}\u{306}") == [0x438, 0x306])
    #expect(scalars("plain é") == "plain é".unicodeScalars.map(\.value))
  }

  @Test func accentsAreDropped() throws {
    var seen = 0
    for row in try fixtureTable("latin-letters.txt") {
      for letter in row[1] {
        #expect(ASCIIText.folding(String(letter)) == (row[0].isEmpty ? " " : row[0]), "\(letter)")
        seen += 1
      }
    }
    #expect(seen == 194)
    #expect(ASCIIText.folding(" ~\u{1F}\u{7F}\u{A0}\u{BF}\u{180}€") == " ~      ")
    #expect(ASCIIText.folding("a\u{2FF}b\u{300}c\u{36F}d\u{370}e") == "a bcd e")
  }

  @Test func bytesOfTheOldEncoding() throws {
    for row in try fixtureTable("windows-1252.txt") {
      let byte = try #require(UInt8(row[0], radix: 16))
      let value = try #require(UInt32(row[1], radix: 16))
      // A letter before and behind, so that the bytes are no UTF-8.
      let text = TextEncodingGuess.text([0x41, byte, 0x42])
      #expect(text.unicodeScalars.map(\.value) == [0x41, value, 0x42], "\(row[0])")
    }
  }
}
