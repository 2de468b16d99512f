import Credit
import JSONText

/// An inquiry that somebody made before, as a report shows it.
struct PreviousInquiry: Sendable {
  let on: CivilDate
  let creditor: String
  let purpose: String
}

/// What the register itself holds of a document.
struct FoundInRegister: Sendable {
  let requester: String
  let records: [StoredRecord]
  let creditors: [ID<Participant>: String]
  /// The names of the records' codes.
  let natures: [String: String]
  let previous: [PreviousInquiry]
  /// The death that was reported to the register.
  let diedOn: CivilDate?
}

/// One source of a report and whether it answers now.
struct ReportSource: Sendable {
  let section: ReportSection
  let isUp: Bool

  static func all(
    of product: OfferedProduct, down: Set<String>, for person: FictitiousPerson
  ) -> [ReportSource] {
    product.sections.filter { !$0.isDerived }.map { section in
      let isSilent = person.behaviour == .silentSource && section == .protests
      return ReportSource(
        section: section, isUp: !down.contains(section.rawValue) && !isSilent)
    }
  }
}

/// Everything that a report says about a document, before it has a protocol number.
struct ReportContent: Sendable {
  let product: OfferedProduct
  let person: FictitiousPerson
  let sources: [ReportSource]
  let found: FoundInRegister
  /// As the register writes it; else the population's.
  let name: String
  let today: CivilDate
  /// The entries of the sources that answered.
  let occurrences: [ReportSection: [Occurrence]]

  init(
    product: OfferedProduct, person: FictitiousPerson, sources: [ReportSource],
    found: FoundInRegister, name: String?, today: CivilDate
  ) {
    self.product = product
    self.person = person
    self.sources = sources
    self.found = found
    self.name = name ?? person.name
    self.today = today
    var occurrences: [ReportSection: [Occurrence]] = [:]
    for source in sources where source.isUp {
      switch source.section {
      case .listings: occurrences[.listings] = Self.listed(found)
      case .inquiries: occurrences[.inquiries] = Self.asked(found)
      case .death where found.diedOn != nil: occurrences[.death] = Self.died(found)
      case let section where ReportSection.summarized.contains(section):
        occurrences[section] = person.occurrences(section, today: today)
      default: break
      }
    }
    self.occurrences = occurrences
  }

  /// Whether any source that answered holds something against the document.
  var isRestricted: Bool {
    ReportSection.restricting.contains { !(occurrences[$0] ?? []).isEmpty }
  }

  /// Whether a source did not answer: then nothing found means nothing known.
  var isPartial: Bool { sources.contains { !$0.isUp } }

  func isUp(_ section: ReportSection) -> Bool {
    sources.contains { $0.section == section && $0.isUp }
  }

  private static func listed(_ found: FoundInRegister) -> [Occurrence] {
    found.records.map { stored in
      let record = stored.record
      return Occurrence(
        on: record.dueOn, amount: record.amount,
        json: [
          "creditor": .optional(found.creditors[record.participant]),
          "contractNumber": .string(record.contractNumber),
          "restrictionCode": .string(record.restrictionCode),
          "nature": .optional(found.natures[record.restrictionCode]),
          "dueOn": .string(record.dueOn.description),
          "amountCents": .integer(record.amount.amount),
          "visibleSince": .optional(record.visibleAt?.civilDate),
          "role": .string(record.role.rawValue),
          "subJudice": .bool(record.state == .visibleSubJudice),
        ])
    }
  }

  private static func died(_ found: FoundInRegister) -> [Occurrence] {
    found.diedOn.map { day in
      [
        Occurrence(
          on: day, amount: nil,
          json: ["on": .string(day.description), "source": "certidão apresentada ao birô"])
      ]
    } ?? []
  }

  private static func asked(_ found: FoundInRegister) -> [Occurrence] {
    found.previous.map { inquiry in
      Occurrence(
        on: inquiry.on, amount: nil,
        json: [
          "on": .string(inquiry.on.description), "creditor": .string(inquiry.creditor),
          "purpose": .string(inquiry.purpose),
        ])
    }
  }
}
