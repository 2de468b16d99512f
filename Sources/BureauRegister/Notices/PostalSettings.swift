package import Credit

/// What the contract with the Correios (FAC) puts on every letter. In homologation the numbers are
/// fictitious; who prints for the post enters those of its own contract.
package struct PostalSettings: Hashable, Sendable {
  /// The regional board (DR), two digits.
  package var regional = 36
  /// The administrative code of the contract, up to eight digits.
  package var contract = 12_345_678
  /// FAC registrado: every letter has a number of its own and can be followed.
  package var kind = LetterMatrix.Kind.registeredFranchise
  package var mainService = "82015"
  /// CNAE 8291-1/00, activities of collection and registration information.
  package var activityCode = "008291100"
  /// The two letters of the tracking numbers.
  var trackingPrefix = "AB"

  package init() {}
}

/// The numbers that one letter has at the post.
package struct PostalMarks: Hashable, Sendable {
  /// The lot of the day and the letter's place in it, from 1.
  package let lot: Int
  package let object: Int
  /// Nil where the series of numbers of the prefix is used up.
  package let tracking: TrackingNumber?
  let franchise: FranchiseCode

  /// The Correios' code of the receipt signed by the addressee (AR), which some states ask for.
  private static let receiptService = "001"

  /// The content of the Correios' DataMatrix; nil where the address has no postal code.
  ///
  /// A house number that the field cannot hold is written as none: the letter is delivered by its
  /// address, the matrix only sorts it.
  func matrix(
    to debtor: RequestedDebtor, from office: ParticipantOffice, number: String,
    withReceipt: Bool, settings: PostalSettings
  ) throws -> String? {
    guard let destination = PostalCode(debtor.postalCode),
      let origin = PostalCode(office.postalCode)
    else { return nil }
    var matrix = LetterMatrix(
      destination: destination, destinationNumber: debtor.number, returnTo: origin,
      returnNumber: office.number, kind: settings.kind, franchise: franchise,
      additionalServices: withReceipt ? [Self.receiptService] : [],
      mainService: settings.mainService, activityCode: settings.activityCode,
      tracking: tracking, clientField: number)
    for attempt in 0..<2 {
      do {
        return try matrix.content()
      } catch let faults {
        let isHouseNumber = faults.faults.allSatisfy {
          if case .tooLong(_, 5) = $0 { true } else { false }
        }
        guard attempt == 0, isHouseNumber else { throw faults }
        matrix.destinationNumber = "s/n"
        matrix.returnNumber = "s/n"
      }
    }
    return nil
  }
}
