import Credit
import Foundation
import Letters
import Testing

@Suite struct NoticeLetterPDFTests {
  @Test func sameLetterGivesTheSameBytes() throws {
    let batch = NoticeLetterBatch()
    let first = try batch.render(Samples.letter())
    _ = try batch.render(Samples.letter(titles: 40))
    let second = try batch.render(Samples.letter())
    let alone = try NoticeLetterPDF.render(Samples.letter())
    #expect(first == second)
    #expect(first == alone)
    var other = Samples.letter()
    other.issuedAt = other.issuedAt.adding(seconds: 1)
    #expect(try batch.render(other) != first)
  }

  /// Writes the letters where a person can look at them: `LETTER_SAMPLES=folder`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["LETTER_SAMPLES"] != nil))
  func samples() throws {
    let folder = URL(filePath: ProcessInfo.processInfo.environment["LETTER_SAMPLES"]!)
    for (name, letter, size) in [
      ("one", Samples.letter(), NoticeLetterPDF.TypeSize.normal),
      ("many", Samples.letter(titles: 60, tracking: "SZ460209415BR"), .normal),
      ("large", Samples.letter(titles: 2), .large),
      ("plain", Samples.letter(titles: 2, updated: false, payment: nil), .normal),
    ] {
      let pdf = try NoticeLetterPDF.render(letter, typeSize: size)
      try Data(pdf).write(to: folder.appending(path: name + ".pdf"))
    }
  }
}
