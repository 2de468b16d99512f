import Fictitious
import Testing

@testable import Credit

/// The rules for documents once more, written slowly and from the registers' own words, to hold
/// the fast reading against.
private struct SlowDocument {
  let strict: Bool

  /// The bare characters, or the code of the fault.
  func answer(_ text: String) -> String {
    var bytes = Array(text.utf8)
    let blanks: Set<UInt8> = [9, 10, 11, 12, 13, 32]
    if !strict {
      while let last = bytes.last, blanks.contains(last) { bytes.removeLast() }
      while let first = bytes.first, blanks.contains(first) { bytes.removeFirst() }
    }
    if bytes.count > 64 { return "document-wrong-length" }
    let allowed = Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz./-".utf8)
    if bytes.contains(where: { !allowed.contains($0) }) { return "document-foreign-character" }
    let bare = String(decoding: bytes.filter { !"./-".utf8.contains($0) }, as: UTF8.self)
      .uppercased()
    switch bare.count {
    case 0: return "document-empty"
    case 11: return cpf(bare, String(decoding: bytes, as: UTF8.self))
    case 14: return cnpj(bare, String(decoding: bytes, as: UTF8.self))
    default: return "document-wrong-length"
    }
  }

  private func cpf(_ bare: String, _ text: String) -> String {
    guard bare.allSatisfy(\.isNumber) else { return "cpf-letter" }
    let b = Array(bare)
    let mask =
      String(b[0..<3]) + "." + String(b[3..<6]) + "." + String(b[6..<9]) + "-" + String(b[9...])
    if strict, text != bare, text != mask { return "document-not-canonical" }
    return judge(bare, [Array((2...10).reversed()), Array((2...11).reversed())])
  }

  private func cnpj(_ bare: String, _ text: String) -> String {
    let b = Array(bare)
    guard b[12...].allSatisfy(\.isNumber) else { return "cnpj-letter-in-check-digits" }
    let mask =
      String(b[0..<2]) + "." + String(b[2..<5]) + "." + String(b[5..<8]) + "/" + String(b[8..<12])
      + "-" + String(b[12...])
    if strict, text != bare, text != mask { return "document-not-canonical" }
    let first = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
    return judge(bare, [first, [6] + first])
  }

  private func judge(_ bare: String, _ weights: [[Int]]) -> String {
    if Set(bare).count == 1 { return "document-repeated-digits" }
    let values = bare.utf8.map { Int($0) - 48 }
    for (index, row) in weights.enumerated() {
      let rest = zip(values, row).map { $0.0 * $0.1 }.reduce(0, +) % 11
      let digit = values[values.count - 2 + index]
      guard digit == (rest < 2 ? 0 : 11 - rest) else { return "document-wrong-check-digits" }
    }
    return bare
  }
}

@Suite("Documents, held against a slow reading")
struct DocumentOracleTests {
  static let seed: UInt64 = 2_229

  private func fast(_ text: String, strict: Bool) -> String {
    do throws(DocumentError) {
      return try Document.parse(text, strict: strict).bare
    } catch {
      return error.code
    }
  }

  /// As one kind reads it: the other kind is of a wrong length.
  private func fast(as kind: DocumentKind, _ text: String, strict: Bool) -> String {
    do throws(DocumentError) {
      return kind == .cpf
        ? try CPF.parse(text, strict: strict).bare : try CNPJ.parse(text, strict: strict).bare
    } catch {
      return error.code
    }
  }

  private func expectAgreement(_ text: String) {
    for strict in [false, true] {
      let slow = SlowDocument(strict: strict).answer(text)
      #expect(fast(text, strict: strict) == slow, "seed \(Self.seed), strict \(strict): “\(text)”")
      let isCPF = slow.utf8.count == 11 || slow == "cpf-letter"
      let isCNPJ = slow.utf8.count == 14 || slow == "cnpj-letter-in-check-digits"
      for kind in [DocumentKind.cpf, .cnpj] {
        let read = fast(as: kind, text, strict: strict)
        if isCPF != isCNPJ {
          let own = kind == .cpf ? isCPF : isCNPJ
          #expect(read == (own ? slow : "document-wrong-length"), "\(kind) “\(text)”")
        } else {
          #expect(
            read == slow || read == "document-wrong-length", "\(kind) “\(text)” \(slow)")
        }
      }
    }
  }

  @Test func everyFormOfKnownNumbers() {
    for bare in ["52998224725", "11222333000181", "12ABC34501DE35", "00000000191", "11144477735"] {
      let length = bare.utf8.count
      for place in 0...length {
        for mark in [".", "/", "-", " ", "\t", "_", "é", "0", "Z"] {
          var text = bare
          text.insert(contentsOf: mark, at: text.index(text.startIndex, offsetBy: place))
          expectAgreement(text)
        }
        for count in [1, 20, 50, 52, 53, 54, 60] {
          var text = bare
          let marks = String(repeating: ".", count: count)
          text.insert(contentsOf: marks, at: text.index(text.startIndex, offsetBy: place))
          expectAgreement(text)
        }
      }
    }
  }

  @Test func masksWithAMarkThatIsWrong() {
    for mask in ["529.982.247-25", "11.222.333/0001-81", "12.ABC.345/01DE-35"] {
      for place in mask.indices {
        for mark in [".", "/", "-", " ", "", "a", "A", "5", "\u{B}"] {
          var text = mask
          text.replaceSubrange(place...place, with: mark)
          expectAgreement(text)
          expectAgreement(" \t\n\u{B}\u{C}\r" + text + "\r\n ")
          expectAgreement(text.lowercased())
        }
      }
    }
  }

  @Test func numbersAtRandom() {
    var numbers = SeededNumbers(seed: Self.seed)
    for _ in 0..<4_000 {
      let number = numbers.next()
      let document: Document =
        switch numbers.below(3) {
        case 0: .cpf(.fictitious(number: number))
        case 1: .cnpj(.fictitious(number: number, branch: 1 + numbers.below(9_999)))
        default: .cnpj(.fictitious(number: number, alphanumeric: true))
        }
      var bytes = Array((numbers.below(2) == 0 ? document.bare : document.formatted).utf8)
      expectAgreement(String(decoding: bytes, as: UTF8.self))
      let place = numbers.below(bytes.count)
      bytes[place] = UInt8(32 + numbers.below(96))
      expectAgreement(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func oneCharacterAllTheWay() {
    for character in ["0", "1", "7", "9", "A", "Z"] {
      for count in [10, 11, 12, 13, 14, 15] {
        expectAgreement(String(repeating: character, count: count))
      }
    }
  }

  @Test func orderIsThatOfTheText() throws {
    var numbers = SeededNumbers(seed: Self.seed)
    for _ in 0..<500 {
      let cpf = (CPF.fictitious(number: numbers.next()), CPF.fictitious(number: numbers.next()))
      #expect((cpf.0 < cpf.1) == (cpf.0.bare < cpf.1.bare), "seed \(Self.seed)")
      let cnpj = (
        CNPJ.fictitious(number: numbers.next(), alphanumeric: true),
        CNPJ.fictitious(number: numbers.next())
      )
      #expect((cnpj.0 < cnpj.1) == (cnpj.0.bare < cnpj.1.bare), "seed \(Self.seed)")
      #expect(!(cpf.0 < cpf.0) && !(cnpj.1 < cnpj.1))
    }
    #expect(try !CNPJ.parse("11222333000181").isAlphanumeric)
    let other = try CNPJ.parse("11222333000262")
    #expect(try CNPJ.parse("11222333000181") < other && other.branch == "0002")
  }
}
