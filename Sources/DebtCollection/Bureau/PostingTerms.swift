package import Credit
package import JSONText

/// What a bureau told of how it counts the first visible day.
package struct PostingTerms: Hashable, Sendable {
  /// Branches and rows of terms in an answer at the most; what tells more is not believed.
  package static let branchLimit = 200
  package static let rowLimit = 1_000

  package let cutOff: PostingCutOff
  /// Business days from the posting to the presumed receipt of a letter.
  package let receiptBusinessDays: Int
  /// Where the bureau has us stand; nil where it was not told.
  package let officeState: FederativeUnit?
  /// By the bare CNPJ, branches that stand elsewhere.
  package let branches: [String: FederativeUnit]
  /// The rows of its state terms.
  package let stateTermIDs: Set<String>

  package init(
    cutOff: PostingCutOff, receiptBusinessDays: Int, officeState: FederativeUnit?,
    branches: [String: FederativeUnit], stateTermIDs: Set<String>
  ) {
    self.cutOff = cutOff
    self.receiptBusinessDays = receiptBusinessDays
    self.officeState = officeState
    self.branches = branches
    self.stateTermIDs = stateTermIDs
  }

  /// Whether our own count is the bureau's: the same rows and the same presumption.
  package func agrees(with terms: StateTerms) -> Bool {
    receiptBusinessDays == NoticeTerm.presumedDeliveryBusinessDays
      && stateTermIDs == Set(terms.rules.map(\.id))
  }

  /// The state that counts beside the debtor's; nil where the debtor's alone does.
  package func creditorState(of branchDocument: String?) -> FederativeUnit? {
    branchDocument.flatMap { branches[$0] } ?? officeState
  }

  /// As an integration keeps it.
  var json: JSON {
    [
      "cutOffHour": .integer(Int64(cutOff.hour)),
      "receiptBusinessDays": .integer(Int64(receiptBusinessDays)),
      "officeState": .optional(officeState?.code),
      "branches": .array(
        branches.sorted { $0.key < $1.key }.map {
          ["document": .string($0.key), "state": .string($0.value.code)]
        }),
      "stateTermIds": .array(stateTermIDs.sorted().map { .string($0) }),
    ]
  }

  /// Nil where a member is missing or beyond its bounds: it tells nothing then.
  package init?(_ json: JSON) {
    guard let hour = json["cutOffHour"]?.integer, (0...23).contains(hour),
      let receipt = json["receiptBusinessDays"]?.integer, (0...60).contains(receipt),
      let ids = json["stateTermIds"]?.elements, ids.count <= Self.rowLimit,
      let places = json["branches"]?.elements, places.count <= Self.branchLimit
    else { return nil }
    var branches: [String: FederativeUnit] = [:]
    for place in places {
      guard let document = place["document"]?.string,
        let state = place["state"]?.string.flatMap({ FederativeUnit(code: $0) })
      else { return nil }
      branches[document] = state
    }
    var office: FederativeUnit?
    if let code = json["officeState"]?.string {
      guard let state = FederativeUnit(code: code) else { return nil }
      office = state
    }
    self.init(
      cutOff: PostingCutOff(hour: Int(hour)), receiptBusinessDays: Int(receipt),
      officeState: office, branches: branches, stateTermIDs: Set(ids.compactMap(\.string)))
  }
}

extension BureauConnector {
  /// What the first visible day depends on at the bureau; nil where it does not tell.
  package func postingTerms(_ access: BureauAccess) async -> BureauOutcome<PostingTerms?> {
    .answered(nil)
  }
}
