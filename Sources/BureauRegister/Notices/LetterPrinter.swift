package import Credit
import Letters
import Synchronization
import World

/// Prints letters one after the other on a thread of its own: a letter is some milliseconds of
/// work that must not hold up the requests.
final class LetterPrinter: Sendable {
  private let thread = WorkThread(label: "adimple.bureau.letters")
  /// Keeps what all letters have in common laid out.
  private let batch = Mutex(NoticeLetterBatch())

  /// The letter as PDF; throws like `NoticeLetterPDF.render`.
  func printLetter(
    _ letter: NoticeLetter, typeSize: NoticeLetterPDF.TypeSize = .normal
  ) async throws -> [UInt8] {
    try await thread.run { [self] in
      try batch.withLock { try $0.render(letter, typeSize: typeSize) }
    }
  }

  /// The posting list of a day as PDF.
  func printList(_ list: PostingList) async throws -> [UInt8] {
    try await thread.run { try PostingListPDF.render(list) }
  }
}

extension Register {
  /// The creditor's copy of the newest letter of a record in the type for people who see little;
  /// nil where there is none.
  package func largeNotice(
    of record: ID<ListedRecord>, participant: ID<Participant>
  ) async throws -> [UInt8]? {
    guard let notice = try await newestNotice(of: record, participant: participant) else {
      return nil
    }
    return try await printer.printLetter(try letter(of: notice, for: .creditor), typeSize: .large)
  }
}
