import HTTPTypes
package import Hummingbird
import NIOCore

/// A form with one file (RFC 7578), read as it comes: its fields first, then the file in pieces,
/// so that memory does not grow with the file. Fields that come behind the file are not read.
package struct MultipartForm {
  /// The fields before the file.
  package let fields: FormFields
  /// What the browser calls the file.
  package let fileName: String
  /// The file, from its first byte; nothing of it has been kept.
  package let file: Pieces

  /// Bytes of the heads of the parts and of all fields at the most.
  static let headLimit = 64 * 1024
  /// Letters of a boundary at the most (RFC 2046, 5.1.1).
  static let boundaryLimit = 70

  /// Reads up to the first byte of the file. Throws 400 for a broken form and 422 where no file
  /// was chosen.
  package static func read(_ request: Request) async throws -> MultipartForm {
    let boundary = try boundary(of: request.headers[.contentType])
    var head = MultipartHead(boundary: boundary)
    var pieces = request.body.makeAsyncIterator()
    var count = 0
    while true {
      if let rest = try head.take() {
        return MultipartForm(
          fields: head.fields, fileName: head.fileName ?? "",
          file: Pieces(delimiter: head.delimiter, rest: rest, body: pieces))
      }
      guard let piece = try await pieces.next() else { throw Self.broken }
      count += piece.readableBytes
      guard count <= headLimit + piece.readableBytes else {
        throw Problem.tooLarge(limit: headLimit)
      }
      head.add(Array(buffer: piece))
    }
  }

  static let broken = Problem.malformed(
    code: "malformed-upload", "O envio do arquivo está incompleto ou quebrado; envie de novo.")
  static let noFile = Problem.invalidInput([
    .init(pointer: "/file", code: "required", detail: "Escolha um arquivo.")
  ])

  static func boundary(of contentType: String?) throws(Problem) -> [UInt8] {
    let parts = (contentType ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
    guard parts.first?.lowercased() == "multipart/form-data",
      let word = parts.dropFirst().first(where: { $0.lowercased().hasPrefix("boundary=") })
    else { throw .unsupportedMediaType(accepted: ["multipart/form-data"]) }
    let value = word.dropFirst("boundary=".count).filter { $0 != "\"" }
    guard (1...boundaryLimit).contains(value.utf8.count) else { throw broken }
    return Array(value.utf8)
  }

  /// The bytes of the file. It is read once.
  package struct Pieces: AsyncSequence {
    package typealias Element = [UInt8]

    let delimiter: [UInt8]
    let rest: [UInt8]
    let body: RequestBody.AsyncIterator

    package func makeAsyncIterator() -> Iterator {
      Iterator(tail: MultipartTail(delimiter: delimiter, rest: rest), body: body)
    }

    package struct Iterator: AsyncIteratorProtocol {
      var tail: MultipartTail
      var body: RequestBody.AsyncIterator
      var count = 0

      package mutating func next() async throws -> [UInt8]? {
        while true {
          let piece = tail.take()
          if !piece.isEmpty {
            count += piece.count
            guard count <= BodyLimit.file else { throw Problem.tooLarge(limit: BodyLimit.file) }
            return piece
          }
          if tail.isAtEnd { return nil }
          // The end of the body before the end of the part: the sender broke off.
          guard let more = try await body.next() else { throw MultipartForm.broken }
          tail.add(Array(buffer: more))
        }
      }
    }
  }
}
