import Fuzzing

@testable import HTTPService

/// A form with two fields and a file, and what reading it in pieces gives.
enum MultipartSample {
  static let bytes: [UInt8] = Array(
    """
    ------limite42\r
    Content-Disposition: form-data; name="_token"\r
    \r
    abc=\r
    ------limite42\r
    Content-Disposition: form-data; name=kind\r
    \r
    \r
    ------limite42\r
    Content-Disposition: form-data; name="file"; filename="a.csv"\r
    Content-Type: text/csv\r
    \r
    a;b\r
    1;2\r
    \r
    ------limite42--\r

    """.utf8)

  private struct Reading: Equatable {
    var fields: [String] = []
    var fileName: String?
    var file: [UInt8] = []
    var isWhole = false
    var problem: Problem?
  }

  private static func reading(_ bytes: [UInt8], inPiecesOf size: Int) -> Reading {
    var reading = Reading()
    var pieces = stride(from: 0, to: bytes.count, by: size).map {
      Array(bytes[$0..<min($0 + size, bytes.count)])
    }[...]
    var head = MultipartHead(boundary: Array("----limite42".utf8))
    do throws(Problem) {
      while let piece = pieces.popFirst() {
        head.add(piece)
        guard let rest = try head.take() else { continue }
        var tail = MultipartTail(delimiter: head.delimiter, rest: rest)
        reading.file = tail.take()
        while !tail.isAtEnd, let piece = pieces.popFirst() {
          tail.add(piece)
          reading.file += tail.take()
        }
        reading.isWhole = tail.isAtEnd
        break
      }
    } catch {
      reading.problem = error
    }
    if !reading.isWhole { reading.file = [] }
    reading.fields = head.fields.fields.map { $0.name + "=" + $0.value }
    reading.fileName = head.fileName
    return reading
  }

  /// However a form is cut, it is the same form.
  static func read(_ bytes: [UInt8]) throws(FuzzFault) -> FuzzOutcome {
    let whole = reading(bytes, inPiecesOf: max(bytes.count, 1))
    let parts = reading(bytes, inPiecesOf: 1 + bytes.count % 61)
    try FuzzFault.expect(whole == parts, "in pieces it is another form")
    try FuzzFault.expect(whole.file.count <= bytes.count, "\(whole.file.count) bytes of a file")
    return whole.isWhole ? .taken(whole.file.count) : .refused
  }
}
