import Credit
package import HTTPService

/// A document that a person attaches to a form: a field `name`, then the file. Its kind is told by
/// its first bytes and not by its name.
package struct AttachedDocument: Sendable {
  /// What may be attached; the raw value is the media type.
  package enum Kind: String, CaseIterable, Sendable {
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"
    case text = "text/plain"

    /// What a content is by its first bytes; nil where it is none of these, or nothing at all.
    package init?(of content: [UInt8]) {
      if content.starts(with: "%PDF-".utf8) {
        self = .pdf
      } else if content.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
        self = .png
      } else if content.starts(with: [0xFF, 0xD8, 0xFF]) {
        self = .jpeg
      } else if !content.isEmpty, let text = String(validating: content, as: UTF8.self),
        TextBound.isPrintable(text)
      {
        self = .text
      } else {
        return nil
      }
    }
  }

  package let name: String
  package let kind: Kind
  package let content: [UInt8]

  /// The document of a form. More bytes than it may have are not read.
  ///
  /// - Parameters:
  ///   - nameLimit: letters of the name.
  ///   - byteLimit: bytes of the content.
  /// - Throws: 422 `invalid-size` or `invalid-file` at `/file`, and what the name lacks.
  package static func read(
    _ upload: MultipartForm, nameLimit: Int, byteLimit: Int
  ) async throws -> AttachedDocument {
    let name = try FormReader.read(upload.fields) {
      $0.required("name", "Nome do documento", .string(length: 1...nameLimit))
    }
    var content: [UInt8] = []
    for try await piece in upload.file {
      content += piece
      guard content.count <= byteLimit else {
        throw refused("invalid-size", "O documento passa de \(byteLimit / 1_024) KiB.")
      }
    }
    guard let kind = Kind(of: content) else {
      throw refused("invalid-file", "Envie um PDF, uma imagem PNG ou JPEG, ou um texto.")
    }
    return AttachedDocument(name: name, kind: kind, content: content)
  }

  private static func refused(_ code: String, _ detail: String) -> Problem {
    .invalidInput([.init(pointer: "/file", code: code, detail: detail)])
  }
}
