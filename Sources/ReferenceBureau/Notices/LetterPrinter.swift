import Dispatch
import Letters
import Sealing

/// Prints letters one after the other on a thread of its own: a letter is some milliseconds of
/// work that must not hold up the requests.
final class LetterPrinter: Sendable {
  private let queue = DispatchQueue(label: "adimple.bureau.letters")

  /// The letter as PDF; throws like `NoticeLetterPDF.render`.
  func printLetter(_ letter: NoticeLetter) async throws -> [UInt8] {
    try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(with: Result { try NoticeLetterPDF.render(letter) })
      }
    }
  }
}
