import Fictitious
import Testing

@testable import Credit

private let blanks = String(repeating: " ", count: 134)

private let refusedFiles: [(String, ReturnRefusal)] = [
  ("", .empty),
  ("\r\n \n\u{1A}", .empty),
  ("01REMESSA01COBRANCA", .remittance),
  ("00100000\(blanks)1", .remittance),
  ("02RETORNO01COBRANCA", .wrongLength(bytes: 19)),
  ("02RETORNO\(String(repeating: "0", count: 500))", .wrongLength(bytes: 509)),
  ("00100000\(blanks)2\(String(repeating: "0", count: 200))", .wrongLength(bytes: 343)),
  ("A2CONVENIO", .unsupported(name: ReturnHeader.cnab150)),
  ("titulo;valor;pago_em", .unknownLayout),
  ("%PDF-1.7", .unknownLayout),
  (String(repeating: "0", count: 5_000), .lineTooLong(limit: 2_048)),
]

@Suite("Return files that are damaged, strange or hostile")
struct ReturnFileHostileTests {
  private static let good240 = ReturnFileSample.file240(
    "001",
    [
      ReturnFileSample.title240("001", "06", sequence: 1),
      ReturnFileSample.title240("001", "09", sequence: 3, paid: 0),
    ])
  private static let good400 = ReturnFileSample.file400(
    "237", [ReturnFileSample.title400("06"), ReturnFileSample.title400("02", paid: 0)])

  @Test("The chunks in which a file comes do not matter")
  func chunks() throws {
    for file in [Self.good240, Self.good400] {
      let whole = try ReadReturn(file, chunk: file.count)
      #expect(whole.entries.count == 2)
      for chunk in [1, 2, 3, 239, 240, 241, 242, 400, 401, 402] {
        let parts = try ReadReturn(file, chunk: chunk)
        #expect(parts.entries == whole.entries, "chunks of \(chunk)")
      }
    }
  }

  @Test("Trimmed lines, line ends, end-of-file marks, BOM and encodings are all one")
  func tolerances() throws {
    for file in [Self.good240, Self.good400] {
      let expected = try ReadReturn(file).entries
      let lines = file.split(separator: 10).map { $0.last == 13 ? Array($0.dropLast()) : Array($0) }
      let trimmed = lines.map { line in
        var line = line
        while line.last == 32 { line.removeLast() }
        return line
      }
      let variants: [[UInt8]] = [
        ReturnFileSample.join(lines, ending: "\n"),
        ReturnFileSample.join(trimmed),
        ReturnFileSample.join(lines.map { $0 + [32] }),
        ReturnFileSample.join(lines.map { $0 + [0] }),
        file + [0x1A],
        Array(file.dropLast(2)),
        [0xEF, 0xBB, 0xBF] + file,
        [13, 10] + file.map { $0 },
      ]
      for (index, variant) in variants.enumerated() {
        let read = try ReadReturn(variant)
        #expect(read.faults == [], "variant \(index)")
        let sameButLine = read.entries.map(\.signature)
        #expect(sameButLine == expected.map(\.signature), "variant \(index)")
      }
    }
  }

  @Test("Accents shift no field, in either encoding")
  func accents() throws {
    let file = ReturnFileSample.file400("237", [ReturnFileSample.title400("06")])
    var utf8: [UInt8] = []
    var latin1: [UInt8] = []
    for (index, line) in file.split(separator: 10).enumerated() {
      // The name of the company in the header, the creditor's text in the title.
      let place = index == 0 ? 47 : 42
      utf8 += line[..<(line.startIndex + place)] + Array("ÇÃO".utf8)
      utf8 += line[(line.startIndex + place + 3)...] + [10]
      latin1 += line[..<(line.startIndex + place)] + [0xC7, 0xC3, 0x4F]
      latin1 += line[(line.startIndex + place + 3)...] + [10]
    }
    for variant in [utf8, latin1] {
      let read = try ReadReturn(variant)
      #expect(read.faults == [])
      #expect(read.entries.first?.companyUse == "USO 1ÇÃO")
      #expect(read.entries.first?.paid == Cents(12_990))
      #expect(read.entries.first?.availableOn == CivilDate(iso: "2026-11-24"))
    }
  }

  @Test("What is no return file is refused whole, with the reason", arguments: refusedFiles)
  func refusals(text: String, expected: ReturnRefusal) {
    #expect(throws: expected) { try ReadReturn(Array(text.utf8)) }
    #expect(throws: expected) { try ReadReturn(Array(text.utf8), chunk: 1) }
    #expect(expected.code.hasPrefix("return-"))
    #expect(expected.sentence.hasSuffix("."))
  }

  @Test("A file of payments to suppliers is no collection return")
  func otherService() {
    let file = ReturnFileSample.join([
      ReturnFileSample.header240("104"),
      ReturnFileSample.line(240, [(1, "1040001300001W")]),
      ReturnFileSample.line(240, [(1, "10499999"), (24, "000003")]),
    ])
    #expect(throws: ReturnRefusal.unsupported(name: "pagamentos ou outro serviço")) {
      try ReadReturn(file)
    }
  }

  @Test("A bad line is a fault of its own; its neighbours are read")
  func badLines() throws {
    func damaged(_ place: Int, _ text: String) -> [UInt8] {
      ReturnFileSample.title400("06", extra: [(place, text)])
    }
    let titles: [([UInt8], String)] = [
      (damaged(254, "00000000X2990"), "return-amount-not-numeric"),
      (damaged(254, "000 000012990"), "return-amount-not-numeric"),
      (damaged(254, "9999999999999"), "return-amount-too-large"),
      (damaged(254, "0000000000000"), "return-paid-missing"),
      (damaged(153, "00000000X2990"), "return-amount-not-numeric"),
      (damaged(111, "311126"), "return-date-invalid"),
      (damaged(296, "000026"), "return-date-invalid"),
      (damaged(109, " 6"), "return-occurrence-missing"),
      (damaged(1, "X"), "return-record-unknown"),
      (ReturnFileSample.title400("06") + [65, 66], "return-line-too-wide"),
      ([UInt8](repeating: 49, count: 3_000), "return-line-too-long"),
      (
        [UInt8](repeating: 49, count: 100) + [UInt8](repeating: 32, count: 300),
        "return-occurrence-missing"
      ),
    ]
    for (bad, code) in titles {
      let file = ReturnFileSample.file400(
        "237", [ReturnFileSample.title400("06"), bad, ReturnFileSample.title400("06")])
      for chunk in [5, 100_000] {
        let read = try ReadReturn(file, chunk: chunk)
        #expect(read.entries.map(\.line) == [2, 4], "\(code)")
        #expect(read.faults.map(\.code) == [code])
        #expect(read.faults.first?.line == 3)
        #expect(read.faults.first?.detail.hasSuffix(".") == true)
      }
    }
  }

  @Test("Segments that miss each other are faults where money is concerned")
  func segments() throws {
    let pair = ReturnFileSample.title240("001", "06")
    let entry = ReturnFileSample.title240("001", "02")
    let read = try ReadReturn(
      ReturnFileSample.file240(
        "001",
        [
          [pair[0]], [entry[0]], [pair[1]], pair,
          [pair[0], ReturnFileSample.title240("001", "17")[1]],
        ]))
    #expect(read.entries.map(\.occurrence) == ["06"])
    #expect(
      read.faults.map(\.code) == [
        "return-segment-u-missing", "return-segments-differ", "return-segments-differ",
      ])
    let alone = try ReadReturn(ReturnFileSample.file240("001", [[pair[1]], [entry[0]]]))
    #expect(alone.faults.map(\.code) == ["return-segment-t-missing"])
    #expect(alone.entries.map(\.kind) == [.notPayment])
  }

  @Test("A trailer that counts otherwise and a missing one are warnings")
  func trailer() throws {
    let lines = Self.good400.split(separator: 10, omittingEmptySubsequences: true)
    let cut = Array(lines.dropLast().joined(separator: [10]))
    #expect(try ReadReturn(cut).reader.warnings.map(\.code) == ["return-trailer-missing"])
    let shorter = Array((lines.prefix(2) + lines.suffix(1)).joined(separator: [10]))
    let read = try ReadReturn(shorter)
    #expect(read.reader.warnings.map(\.code) == ["return-trailer-count"])
    #expect(read.entries.count == 1)
  }

  @Test("Random bytes and damaged files never trap")
  func fuzz() {
    let seed: UInt64 = 6_301
    var random = SeededNumbers(seed: seed)
    for round in 0..<1_500 {
      var file = round % 2 == 0 ? Self.good240 : Self.good400
      switch round % 5 {
      case 0: file = random.bytes(Int.random(in: 0...3_000, using: &random))
      case 1: file = Array(file.prefix(Int.random(in: 0...file.count, using: &random)))
      default:
        // The header stays, so that the damage reaches the records.
        for _ in 0..<Int.random(in: 1...40, using: &random) {
          let place = Int.random(in: 250..<file.count, using: &random)
          switch Int.random(in: 0...2, using: &random) {
          case 0: file[place] = UInt8.random(in: 0...255, using: &random)
          case 1: file.remove(at: place)
          default: file.insert([0, 10, 13, 0x1A, 0xC3].randomElement(using: &random)!, at: place)
          }
        }
      }
      let chunk = Int.random(in: 1...700, using: &random)
      do {
        let read = try ReadReturn(file, chunk: chunk)
        for entry in read.entries {
          #expect(entry.paid >= .zero && entry.paid <= .largest, "seed \(seed) round \(round)")
          #expect(entry.line >= 1 && entry.line <= read.reader.lineCount)
        }
      } catch {
        #expect(!error.code.isEmpty)
      }
    }
  }

  @Test("A line without end keeps no more than its limit")
  func endless() throws {
    var reader = ReturnFileReader()
    _ = try reader.feed(ReturnFileSample.header400("237") + [10])
    let chunk = [UInt8](repeating: 49, count: 65_536)
    var faults = 0
    for _ in 0..<200 { faults += try reader.feed(chunk[...]).count }
    #expect(faults == 1)
    let rest = try reader.feed([10] + ReturnFileSample.title400("06") + [10])
    #expect(rest.count == 1)
    #expect(try reader.finish().isEmpty)
    #expect(reader.lineCount == 3)
  }
}
