import Fictitious
import Testing

@testable import Credit

@Suite("Documents")
struct DocumentTests {
  static let seed: UInt64 = 20_261_123

  /// The bare characters, or the code of the fault.
  private func answer(kind: String, _ text: String, strict: Bool) -> String {
    do throws(DocumentError) {
      return kind == "cpf"
        ? try CPF.parse(text, strict: strict).bare : try CNPJ.parse(text, strict: strict).bare
    } catch {
      #expect(!error.message.isEmpty && (error.message.last == "." || error.message.last == ")"))
      return error.code
    }
  }

  @Test func everyVectorIsReadAsTheTableSays() throws {
    for row in try fixtureTable("documents.txt") {
      #expect(answer(kind: row[0], row[1], strict: false) == row[2], "lenient \(row[1])")
      #expect(answer(kind: row[0], row[1], strict: true) == row[3], "strict \(row[1])")
    }
  }

  @Test func lengthTellsTheKind() throws {
    for row in try fixtureTable("documents.txt") where row[2].first?.isLowercase == false {
      let document = try Document.parse(row[1])
      #expect(document.kind.rawValue == row[0])
      #expect(document.bare == row[2])
      #expect(try Document.parse(document.formatted, strict: true) == document)
      #expect(try Document.parse(document.bare, strict: true) == document)
    }
    #expect(throws: DocumentError.wrongLength(found: 12, kind: nil)) {
      try Document.parse("123456789012")
    }
  }

  @Test func masksAndPartsOfKnownNumbers() throws {
    let person = try Document.parse("52998224725")
    #expect(person.formatted == "529.982.247-25")
    #expect(person.masked == "529.***.***-25")
    #expect(person.description == "529.***.***-25")
    #expect(person.personKind == .natural)
    let company = try CNPJ.parse("12abc34501de35")
    #expect(company.formatted == "12.ABC.345/01DE-35")
    #expect(company.masked == "12.***.***/****-35")
    #expect(company.root == "12ABC345" && company.branch == "01DE" && company.checkDigits == "35")
    #expect(company.isAlphanumeric)
  }

  // Remainders 0 and 1 both give the digit 0, so a change that turns one into the other can pass.
  // Where the first check digit is another, its sum (whose weights are no multiples of 11) catches
  // every change of a single digit.
  @Test func checkDigitsCatchEverySingleDigitChangeOfACPF() throws {
    var generator = SeededNumbers(seed: Self.seed)
    for _ in 0..<200 {
      let valid = Array(CPF.fictitious(number: generator.next()).bare.utf8)
      guard valid[9] != UInt8(ascii: "0") else { continue }
      for position in 0..<11 {
        for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != valid[position] {
          var changed = valid
          changed[position] = digit
          let text = String(decoding: changed, as: UTF8.self)
          #expect(throws: DocumentError.self, "seed \(Self.seed)") { try CPF.parse(text) }
        }
      }
    }
  }

  @Test func checkDigitsCatchEverySingleDigitChangeOfANumericCNPJ() throws {
    var generator = SeededNumbers(seed: Self.seed)
    for _ in 0..<200 {
      let branch = Int.random(in: 1...9999, using: &generator)
      let cnpj = CNPJ.fictitious(number: generator.next(), branch: branch)
      let valid = Array(cnpj.bare.utf8)
      guard valid[12] != UInt8(ascii: "0") else { continue }
      for position in 0..<14 {
        for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != valid[position] {
          var changed = valid
          changed[position] = digit
          let text = String(decoding: changed, as: UTF8.self)
          #expect(throws: DocumentError.self, "seed \(Self.seed)") { try CNPJ.parse(text) }
        }
      }
    }
  }

  @Test func fictitiousDocumentsAreValidAndDistinct() throws {
    var seen: Set<String> = []
    for number in 0..<UInt64(3_000) {
      for document in [
        Document.cpf(.fictitious(number: number)), .cnpj(.fictitious(number: number)),
        .cnpj(.fictitious(number: number, branch: 2, alphanumeric: true)),
      ] {
        #expect(seen.insert(document.bare).inserted)
        #expect(try Document.parse(document.formatted, strict: true) == document)
      }
      let letters = CNPJ.fictitious(number: number, alphanumeric: true)
      #expect(letters.isAlphanumeric)
      #expect(!letters.bare.contains { "IOUQF".contains($0) })
    }
  }

  @Test func anyBytesAreRefusedOrRead() {
    var generator = SeededNumbers(seed: Self.seed)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...80, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      do {
        let document = try Document.parse(String(decoding: bytes, as: UTF8.self))
        #expect([11, 14].contains(document.bare.utf8.count))
      } catch {
        #expect(!error.code.isEmpty)
      }
    }
  }
}
