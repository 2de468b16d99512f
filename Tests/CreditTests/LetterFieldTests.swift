import Testing

@testable import Credit

@Suite("Fields of a letter")
struct LetterFieldTests {
  private func letter() throws -> LetterMatrix {
    let code = try #require(PostalCode("80010000"))
    let franchise = try #require(FranchiseCode(String(repeating: "1", count: 34)))
    return LetterMatrix(
      destination: code, destinationNumber: "1", returnTo: code, returnNumber: "2",
      kind: .simpleLetter, franchise: franchise, mainService: "1", activityCode: "1")
  }

  private func faults(_ change: (inout LetterMatrix) -> Void) throws -> [PostalFault] {
    var letter = try letter()
    change(&letter)
    do throws(PostalFaults) {
      _ = try letter.content()
      return []
    } catch {
      return error.faults
    }
  }

  private func content(_ change: (inout LetterMatrix) -> Void) throws -> String {
    var letter = try letter()
    change(&letter)
    return try letter.content()
  }

  @Test(arguments: [
    ("1", "00001"), ("99999", "99999"), ("12A ap 3", "00012"), ("n. 7", "00007"), ("s/n", "00000"),
    ("", "00000"), ("0", "00000"), ("/5", "00005"), (":5", "00005"), ("5:6", "00005"),
  ])
  func numbersOfHouses(_ number: String, _ field: String) throws {
    let destination = try content { $0.destinationNumber = number }
    #expect(destination.dropFirst(8).prefix(5) == field)
    let back = try content { $0.returnNumber = number }
    #expect(back.dropFirst(21).prefix(5) == field)
  }

  @Test func whatIsTooLongOrStrange() throws {
    #expect(
      try faults { $0.destinationNumber = "123456" }
        == [.tooLong(field: "número do destinatário", limit: 5)])
    #expect(
      try faults { $0.returnNumber = "123456" } == [
        .tooLong(field: "número do remetente", limit: 5)
      ])
    #expect(
      try faults { $0.mainService = "" }
        == [.wrongLength(field: "serviço principal", expected: 5, found: 0)])
    #expect(
      try faults { $0.mainService = "123456" }
        == [.wrongLength(field: "serviço principal", expected: 5, found: 6)])
    #expect(try faults { $0.mainService = "1/3" } == [.notNumeric(field: "serviço principal")])
    #expect(try faults { $0.mainService = "1:3" } == [.notNumeric(field: "serviço principal")])
    #expect(
      try faults { $0.activityCode = "1234567890" }
        == [.wrongLength(field: "CNAE", expected: 9, found: 10)])
    #expect(
      try faults { $0.additionalServices = ["12"] }
        == [.wrongLength(field: "serviços adicionais", expected: 3, found: 2)])
    #expect(
      try faults { $0.additionalServices = ["12/"] } == [.notNumeric(field: "serviços adicionais")])
    #expect(
      try faults { $0.additionalServices = ["001", "002", "003", "004"] }
        == [.tooMany(field: "serviços adicionais", limit: 3)])
    #expect(
      try faults { $0.clientField = String(repeating: "x", count: 55) }
        == [.tooLong(field: "cliente", limit: 54)])
    for text in ["a|b", "\u{1F}", "\u{7F}", "é"] {
      #expect(try faults { $0.clientField = text } == [.notPrintable(field: "cliente")])
    }
  }

  @Test func whatFits() throws {
    let most = String(repeating: "~", count: 53) + " "
    #expect(try content { $0.clientField = most }.hasSuffix(most + "|"))
    let services = try content { $0.additionalServices = ["003", "001", "002"] }
    #expect(services.dropFirst(63).prefix(10) == "0010020030")
    #expect(try content { $0.mainService = "12345" }.dropFirst(73).prefix(5) == "12345")
    #expect(try content { $0.activityCode = "123456789" }.dropFirst(93).prefix(9) == "123456789")
    for kind in LetterMatrix.Kind.allCases {
      #expect(try content { $0.kind = kind }.dropFirst(27).prefix(2) == padded(kind.rawValue, 2))
    }
  }

  @Test func partsOfTheFranchiseCode() throws {
    func code(
      _ regional: Int = 72, _ contract: Int = 12_345_678, _ lot: Int = 42, _ object: Int = 7,
      _ destination: FranchiseCode.Destination = .state, _ day: String = "2026-01-05"
    ) throws -> String {
      try FranchiseCode(
        regional: regional, contract: contract, lot: lot, object: object, destination: destination,
        postedOn: try self.day(day)
      ).text
    }
    #expect(try code() == "7212345678000420000000000720050126")
    #expect(try code(0, 0, 0, 0, .local) == "0000000000000000000000000010050126")
    #expect(
      try code(99, 99_999_999, 99_999, 99_999_999_999, .national, "1999-12-31")
        == "9999999999999999999999999930311299")
    let fault = #expect(throws: PostalFaults.self) {
      try code(100, 100_000_000, 100_000, 100_000_000_000)
    }
    #expect(
      fault?.faults == [
        .wrongLength(field: "DR", expected: 2, found: 3),
        .wrongLength(field: "código administrativo", expected: 8, found: 9),
        .wrongLength(field: "lote", expected: 5, found: 6),
        .wrongLength(field: "objeto do lote", expected: 11, found: 12),
      ])
    let negative = #expect(throws: PostalFaults.self) { try code(-1) }
    #expect(negative?.faults == [.wrongLength(field: "DR", expected: 2, found: 2)])
    let digits = String(repeating: "0", count: 33)
    #expect(FranchiseCode(digits + "9")?.text == digits + "9")
    for text in [digits, digits + "00", digits + "/", digits + ":", digits + "x"] {
      #expect(FranchiseCode(text) == nil, "\(text)")
    }
  }

  private func day(_ text: String) throws -> CivilDate {
    try #require(CivilDate(iso: text))
  }

  /// Worked out by hand from the weights 8 6 4 2 3 5 9 7 of UPU S10.
  @Test(arguments: [
    (0, "5"), (1, "4"), (10, "2"), (100, "6"), (1_000, "8"), (10_000, "9"), (100_000, "7"),
    (1_000_000, "5"), (10_000_000, "3"), (8, "0"), (99_999_999, "5"),
  ])
  func checkDigits(_ serial: Int, _ digit: String) throws {
    let number = try #require(TrackingNumber(prefix: "AZ", serial: serial))
    #expect(number.text == "AZ" + padded(serial, 8) + digit + "BR")
    #expect(TrackingNumber(number.text.lowercased()) == number)
  }

  @Test func whatIsNoTrackingNumber() {
    for text in [
      "A1000000005BR", "1A000000005BR", "AA000000005BX", "AA000000005XR", "AA00000000/BR",
      "AA0000000:5BR", "AA000000006BR", "AA000000005B", "AA000000005BRR", "@A000000005BR",
      "[A000000005BR", "AA/00000005BR",
    ] {
      #expect(TrackingNumber(text) == nil, "\(text)")
    }
    for prefix in ["", "A", "AAA", "aa", "@A", "A["] {
      #expect(TrackingNumber(prefix: prefix, serial: 1) == nil, "\(prefix)")
    }
    #expect(TrackingNumber(prefix: "AA", serial: -1) == nil)
  }

  @Test func postalCodes() throws {
    for text in ["80010000", "80010-000", "80.010-000", "80.010000"] {
      let code = try #require(PostalCode(text), "\(text)")
      #expect(code.text == "80010000" && code.printed == "80010-000")
    }
    for text in [
      "80-010000", "800100-00", "80.0100-00", "8001000/", "8001000:", ".80010000", "80010000-",
    ] {
      #expect(PostalCode(text) == nil, "\(text)")
    }
  }
}
