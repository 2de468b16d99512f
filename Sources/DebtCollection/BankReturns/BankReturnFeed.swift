import Credit
import JSONText
import SQLDatabase

/// Takes a return file chunk by chunk. Blocks always have the same size, so that an import that
/// goes on reads the same chunks again up to its position and drops what they hold.
struct BankReturnFeed: Sendable {
  /// About 270 lines of CNAB 240.
  static let blockBytes = 64 * 1024

  let content: ImportContent
  let byteCount: Int
  private var reader = ReturnFileReader()

  init(_ report: ImportReport, content: ImportContent, in transaction: Transaction) throws {
    self.content = content
    self.byteCount = report.byteCount
    while reader.byteCount < report.positionBytes {
      _ = try next(in: transaction)
    }
  }

  var isAtEnd: Bool { reader.byteCount >= byteCount }
  var positionBytes: Int { reader.byteCount }
  var positionLine: Int { reader.lineCount }
  var notices: [String] { reader.warnings.map(\.detail) }

  mutating func next(in transaction: Transaction) throws -> [ReturnItem] {
    let block = try content.read(
      at: reader.byteCount, count: min(Self.blockBytes, byteCount - reader.byteCount),
      in: transaction)
    guard !block.isEmpty else {
      throw ImportProblem(
        sentence: "O arquivo não está mais guardado; envie-o de novo.")
    }
    do throws(ReturnRefusal) {
      var items = try reader.feed(block)
      if isAtEnd { items += try reader.finish() }
      return items
    } catch {
      throw ImportProblem(sentence: error.sentence)
    }
  }

  /// What the report tells of the file.
  var header: String? {
    reader.firstHeader.map { header in
      let json: JSON = [
        "bank": .string(header.bank), "layout": .string("cnab\(header.layout.rawValue)"),
        "generatedOn": .optional(header.generatedOn),
      ]
      return String(decoding: json.bytes, as: UTF8.self)
    }
  }
}
