package import Credit
import Sealing

/// What a person tells beside the code of a letter that was opened before. The letter shows the
/// document masked, and neither the birth date nor a telephone.
package struct ConsumerProof: Hashable, Sendable {
  /// What may be asked for.
  package enum Part: String, Hashable, CaseIterable, Sendable {
    /// The whole CPF or CNPJ.
    case document
    /// Of a person, where the creditor told it.
    case birthDate
    /// Of a company, where the creditor told a telephone: its last four digits.
    case phoneEnding
  }

  /// Digits of `phoneEnding`.
  package static let phoneEndingLength = 4

  package var document: String?
  package var birthDate: CivilDate?
  package var phoneEnding: String?

  package init(
    document: String? = nil, birthDate: CivilDate? = nil, phoneEnding: String? = nil
  ) {
    self.document = document
    self.birthDate = birthDate
    self.phoneEnding = phoneEnding
  }

  package var isEmpty: Bool { document == nil && birthDate == nil && phoneEnding == nil }
}

/// What must be told, as the record has it.
struct ExpectedProof: Sendable {
  private let document: String
  private let birthDate: CivilDate?
  private let phoneEnding: String?

  init(_ debtor: RequestedDebtor) {
    document = Self.bare(debtor.document)
    let isCompany = document.utf8.count > 11
    birthDate = isCompany ? nil : debtor.birthDate
    let digits = (debtor.phone ?? "").filter { $0.isASCII && $0.isNumber }
    phoneEnding =
      isCompany && digits.count > ConsumerProof.phoneEndingLength
      ? String(digits.suffix(ConsumerProof.phoneEndingLength)) : nil
  }

  var parts: [ConsumerProof.Part] {
    [.document] + (birthDate == nil ? [] : [.birthDate])
      + (phoneEnding == nil ? [] : [.phoneEnding])
  }

  /// Every part must be right; which one is wrong is not told.
  func isProven(by proof: ConsumerProof) -> Bool {
    let isDocument = Digest.equal(
      Array(document.utf8), Array(Self.bare(proof.document ?? "").utf8))
    return isDocument && (birthDate == nil || birthDate == proof.birthDate)
      && (phoneEnding == nil || phoneEnding == proof.phoneEnding)
  }

  /// Letters and digits alone, as a document is compared.
  private static func bare(_ text: String) -> String {
    text.uppercased().filter { $0.isASCII && ($0.isNumber || $0.isLetter) }
  }
}
