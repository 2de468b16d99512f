import Testing

@testable import HTTPService

@Suite struct MultipartTests {
  private static let boundary = Array("----limite42".utf8)

  private static func body(_ file: String, name: String = "a.csv") -> [UInt8] {
    Array(
      """
      ------limite42\r
      Content-Disposition: form-data; name="_token"\r
      \r
      abc=\r
      ------limite42\r
      Content-Disposition: form-data; name="kind"\r
      \r
      \r
      ------limite42\r
      Content-Disposition: form-data; name="file"; filename="\(name)"\r
      Content-Type: text/csv\r
      \r
      \(file)\r
      ------limite42--\r

      """.utf8)
  }

  /// Reads a form that comes in pieces of so many bytes.
  private static func read(
    _ body: [UInt8], inPiecesOf size: Int
  ) throws -> (fields: FormFields, file: [UInt8], isWhole: Bool)? {
    var pieces = stride(from: 0, to: body.count, by: size).map {
      Array(body[$0..<min($0 + size, body.count)])
    }
    var head = MultipartHead(boundary: boundary)
    while !pieces.isEmpty {
      head.add(pieces.removeFirst())
      guard let rest = try head.take() else { continue }
      var tail = MultipartTail(delimiter: head.delimiter, rest: rest)
      var file = tail.take()
      while !tail.isAtEnd, !pieces.isEmpty {
        tail.add(pieces.removeFirst())
        file += tail.take()
      }
      return (head.fields, file, tail.isAtEnd)
    }
    return nil
  }

  /// What looks like the end of the file and is not stays in it, however the body is cut.
  @Test(arguments: ["", "a;b\r\n1;2\r\n", "\r\n------limite4\r\n--\r\n-", "\r\r\n\r\n--"])
  func everyCutGivesTheSame(_ file: String) throws {
    let body = Self.body(file)
    for size in [1, 2, 3, 7, 11, 40, 64, 200, body.count] {
      let read = try #require(try Self.read(body, inPiecesOf: size))
      #expect(read.file == Array(file.utf8), "pieces of \(size)")
      #expect(read.isWhole)
      #expect(read.fields.first("_token") == "abc=")
      #expect(read.fields.first("kind") == "")
    }
  }

  @Test func aFormThatBreaksOffIsNotWhole() throws {
    let body = Self.body("a;b\r\n1;2\r\n")
    for count in 0..<(body.count - 17) {
      let read = try Self.read(Array(body[..<count]), inPiecesOf: 16)
      #expect(read?.isWhole != true, "\(count) bytes")
    }
  }

  /// Found by fuzzing: it ended the process.
  @Test(arguments: [1, 3, 4_096])
  func aPartWithoutAHeadIsBroken(_ size: Int) throws {
    for body in ["------limite42\r\n\r\n", "------limite42\r\n\r\nx\r\n------limite42--\r\n"] {
      #expect(throws: MultipartForm.broken) { try Self.read(Array(body.utf8), inPiecesOf: size) }
    }
    let second =
      "------limite42\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nx\r\n"
      + "------limite42\r\n\r\n"
    #expect(throws: MultipartForm.broken) {
      try Self.read(Array(second.utf8), inPiecesOf: size)
    }
  }

  @Test func faultsAreTold() throws {
    #expect(throws: MultipartForm.noFile) {
      try Self.read(Self.body("", name: ""), inPiecesOf: 4_096)
    }
    #expect(throws: MultipartForm.noFile) {
      try Self.read(Array("------limite42--\r\n".utf8), inPiecesOf: 4_096)
    }
    #expect(throws: MultipartForm.broken) {
      try Self.read(Array("kind=people\r\n------limite42\r\n".utf8), inPiecesOf: 4_096)
    }
    #expect(throws: MultipartForm.broken) {
      try Self.read(Array("------limite42\r\nX: y\r\n\r\nz".utf8), inPiecesOf: 4_096)
    }
    for type in [nil, "text/csv", "multipart/form-data"] as [String?] {
      #expect(throws: Problem.self) { try MultipartForm.boundary(of: type) }
    }
    #expect(
      try MultipartForm.boundary(of: "Multipart/form-data; boundary=\"x y\"")
        == Array("x y".utf8))
  }
}
