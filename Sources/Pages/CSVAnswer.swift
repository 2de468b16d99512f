import HTTPService
import HTTPTypes
package import Hummingbird
import NIOCore

/// A list as a CSV file, sent while it is read: memory stays the same for a million rows.
package enum CSVAnswer {
  /// The mark that spreadsheets know UTF-8 by.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// - Parameters:
  ///   - next: gives the rows behind a place of the list and the place where they end, nil at the
  ///     end of the list. It begins at nil. Hold no transaction between two calls.
  package static func response<Place: Sendable>(
    fileName: String, header: [String],
    next: @escaping @Sendable (Place?) async throws -> (rows: [[String]], place: Place?)
  ) -> Response {
    let body = ResponseBody { writer in
      try await writer.write(ByteBuffer(bytes: byteOrderMark + line(header)))
      var place: Place?
      repeat {
        let part = try await next(place)
        try await writer.write(ByteBuffer(bytes: part.rows.flatMap(line)))
        place = part.place
      } while place != nil
      try await writer.finish(nil)
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
        .xContentTypeOptions: "nosniff",
        .contentDisposition: ContentDisposition.value(fileName, isInline: false),
      ], body: body)
  }

  /// One line (RFC 4180), with `;` between the cells as Brazilian spreadsheets want it.
  static func line(_ cells: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ";")) }
      append(cell, to: &bytes)
    }
    bytes += [0x0D, 0x0A]
    return bytes
  }

  /// A text that a spreadsheet would take for a formula gets an apostrophe in front (CWE-1236).
  private static func append(_ cell: String, to bytes: inout [UInt8]) {
    let first = cell.utf8.first
    let isFormula = first.map { Array("=+-@\t\r".utf8).contains($0) } ?? false
    let isNumber = cell.utf8.allSatisfy { (0x2B...0x39).contains($0) && $0 != 0x2F }
    let guarded = isFormula && !isNumber
    let special: Set<UInt8> = Set("\";\r\n".utf8)
    let isQuoted = guarded || cell.utf8.contains(where: special.contains)
    if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    if guarded { bytes.append(UInt8(ascii: "'")) }
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    if isQuoted { bytes.append(UInt8(ascii: "\"")) }
  }
}
