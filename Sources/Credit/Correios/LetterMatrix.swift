/// What the DataMatrix of a letter says to the sorting machines (FAC): 115 characters, a field of
/// the client's own and the closing bar.
///
/// Correios, "Requisitos técnicos CEPNet e DataMatrix 2D" and "Guia Técnico de Endereçamento".
package struct LetterMatrix: Hashable, Sendable {
  /// The kind of letter (IDV).
  package enum Kind: Int, CaseIterable, Sendable {
    case simpleFranchise = 1
    case simpleLetter = 3
    case simpleElectronicLetter = 4
    case registeredFranchise = 16
    case registeredLetter = 17
    case registeredElectronicLetter = 27
    case registeredElectronicLetterWithReceipt = 28
  }

  /// Characters before the client's field.
  package static let fixedLength = 115
  static let maximumClientLength = 54
  static let maximumAdditionalServices = 3

  package var destination: PostalCode
  /// The number of the house; `s/n` and what has no digits is written as 00000.
  package var destinationNumber: String
  package var returnTo: PostalCode
  package var returnNumber: String
  package var kind: Kind
  package var franchise: FranchiseCode
  /// Codes of three digits, such as 001 for the delivery receipt (AR).
  package var additionalServices: [String]
  /// The code of the main service, up to five digits.
  package var mainService: String
  /// The activity code (CNAE) of the sender, up to nine digits.
  package var activityCode: String
  /// Nil on letters that are not tracked.
  package var tracking: TrackingNumber?
  /// Free for the client, at most 54 printable ASCII characters without `|`.
  package var clientField: String

  package init(
    destination: PostalCode, destinationNumber: String, returnTo: PostalCode,
    returnNumber: String, kind: Kind, franchise: FranchiseCode, additionalServices: [String] = [],
    mainService: String, activityCode: String, tracking: TrackingNumber? = nil,
    clientField: String = ""
  ) {
    self.destination = destination
    self.destinationNumber = destinationNumber
    self.returnTo = returnTo
    self.returnNumber = returnNumber
    self.kind = kind
    self.franchise = franchise
    self.additionalServices = additionalServices
    self.mainService = mainService
    self.activityCode = activityCode
    self.tracking = tracking
    self.clientField = clientField
  }

  /// The text to encode. Throws every fault at once.
  package func content() throws(PostalFaults) -> String {
    var faults: [PostalFault] = []
    let destinationComplement = LetterMatrix.complement(
      destinationNumber, "número do destinatário", &faults)
    let returnComplement = LetterMatrix.complement(returnNumber, "número do remetente", &faults)
    let services = servicesField(&faults)
    let main = LetterMatrix.digits(mainService, 5, "serviço principal", &faults)
    let activity = LetterMatrix.digits(activityCode, 9, "CNAE", &faults)
    if clientField.utf8.count > LetterMatrix.maximumClientLength {
      faults.append(.tooLong(field: "cliente", limit: LetterMatrix.maximumClientLength))
    }
    if !clientField.utf8.allSatisfy({ (32...126).contains($0) && $0 != UInt8(ascii: "|") }) {
      faults.append(.notPrintable(field: "cliente"))
    }
    guard faults.isEmpty else { throw PostalFaults(faults: faults) }
    let fixed =
      destination.text + destinationComplement
      + returnTo.text + returnComplement
      + String(destination.validator) + padded(kind.rawValue, 2) + franchise.text
      + services + main + String(repeating: "0", count: 15) + activity
      + (tracking?.text ?? String(repeating: "0", count: 13))
    precondition(
      fixed.utf8.count == LetterMatrix.fixedLength, "fixed part has \(fixed.utf8.count)")
    return fixed + clientField + "|"
  }

  private func servicesField(_ faults: inout [PostalFault]) -> String {
    let limit = LetterMatrix.maximumAdditionalServices
    if additionalServices.count > limit {
      faults.append(.tooMany(field: "serviços adicionais", limit: limit))
    }
    for code in additionalServices {
      if code.utf8.count != 3 {
        faults.append(
          .wrongLength(field: "serviços adicionais", expected: 3, found: code.utf8.count))
      }
      if !code.utf8.allSatisfy({ (48...57).contains($0) }) {
        faults.append(.notNumeric(field: "serviços adicionais"))
      }
    }
    let joined = additionalServices.sorted().joined()
    return joined + String(repeating: "0", count: max(0, 10 - joined.utf8.count))
  }

  /// The first run of digits of a house number with leading zeros: `12A ap 3` is 00012. The field
  /// is numeric; what has no digits (`s/n`) is 00000.
  private static func complement(
    _ number: String, _ name: String, _ faults: inout [PostalFault]
  ) -> String {
    let digits = number.utf8.drop { !(48...57).contains($0) }.prefix { (48...57).contains($0) }
    if digits.count > 5 { faults.append(.tooLong(field: name, limit: 5)) }
    return String(repeating: "0", count: max(0, 5 - digits.count))
      + String(decoding: digits, as: UTF8.self)
  }

  private static func digits(
    _ text: String, _ width: Int, _ name: String, _ faults: inout [PostalFault]
  ) -> String {
    if !text.utf8.allSatisfy({ (48...57).contains($0) }) { faults.append(.notNumeric(field: name)) }
    if text.utf8.isEmpty || text.utf8.count > width {
      faults.append(.wrongLength(field: name, expected: width, found: text.utf8.count))
    }
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
