package import Credit
import SQLDatabase
import Sealing

/// A person or company: lead, prospecção or cliente. The document is held sealed; what is shown
/// is its masked form.
package struct PersonRow: Sendable {
  package let id: ID<Person>
  /// The key in the system that the person was imported from.
  package var externalCode: String?
  package var stage: PersonStage
  package var kind: PersonKind
  /// Nil only for a lead.
  package var documentMasked: String?
  package var name: String
  package var birthDate: CivilDate?
  package var deceasedOn: CivilDate?
  package var email: String?
  package var phone: String?
  package var address: PostalAddress
  package var branch: ID<Branch>?
  package var createdAt: Instant
}

/// What is asked of a person; nil leaves a field as it is.
package struct PersonChange: Sendable {
  package var externalCode: String?
  package var stage: PersonStage?
  package var kind: PersonKind?
  package var document: String?
  package var name: String?
  package var birthDate: CivilDate??
  package var deceasedOn: CivilDate??
  package var email: String??
  package var phone: String??
  package var address: AddressChange?
  package var branch: ID<Branch>??

  package init() {}
}

enum PersonRows {
  enum Column: Int, TableColumn {
    static let table = "people"
    static var readCount: Int { documentIndex.rawValue }

    case id, externalCode, stage, kind, documentMasked, name, birthOn, deceasedOn, email, phone
    case postalCode, street, number, complement, district, city, state, branchId, createdAt
    /// Written only.
    case documentIndex, documentSealed, nameFolded, hasPostalAddress, updatedAt
  }

  private static let table = ColumnTable<Column>()
  static let select = table.select

  static func find(_ id: ID<Person>, in transaction: Transaction) throws -> PersonRow? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  static func decode(_ row: Row) throws -> PersonRow {
    let row = ColumnRow<Column>(row)
    return PersonRow(
      id: try row.id(.id), externalCode: try row.optionalText(.externalCode),
      stage: try row.word(.stage),
      kind: try row.word(.kind), documentMasked: try row.optionalText(.documentMasked),
      name: try row.text(.name),
      birthDate: try row.optionalDate(.birthOn), deceasedOn: try row.optionalDate(.deceasedOn),
      email: try row.optionalText(.email), phone: try row.optionalText(.phone),
      address: PostalAddress(
        postalCode: try row.text(.postalCode), street: try row.text(.street),
        number: try row.text(.number),
        complement: try row.text(.complement), district: try row.text(.district),
        city: try row.text(.city),
        state: try row.text(.state)),
      branch: try row.optionalID(.branchId), createdAt: try row.instant(.createdAt))
  }

  /// Insert or update by id; the document is left as it is where `document` is nil. What stands is
  /// read for the row to insert already: its constraints are checked before the conflict is seen.
  static let writing = table.upsert(keeping: [.createdAt]) { column, place in
    switch column {
    case .documentIndex, .documentSealed, .documentMasked:
      "COALESCE(\(place), (SELECT \(column.name) FROM people WHERE id = ?1))"
    default: place
    }
  }

  static func arguments(
    _ person: PersonRow, document: Document?, office: Office, at now: Instant
  ) -> [SQLValue] {
    writing.arguments { $0.value(of: person, document: document, office: office, at: now) }
  }

  /// For searching: capital letters without accents.
  static func folded(_ name: String) -> String {
    ASCIIText.folding(name).uppercased()
  }
}

extension PersonRows.Column {
  fileprivate func value(
    of person: PersonRow, document: Document?, office: Office, at now: Instant
  ) -> SQLValue {
    switch self {
    case .id: person.id.sqlValue
    case .externalCode: person.externalCode.sqlValue
    case .stage: person.stage.rawValue.sqlValue
    case .kind: person.kind.rawValue.sqlValue
    case .documentMasked: (document?.masked).sqlValue
    case .name: person.name.sqlValue
    case .birthOn: person.birthDate.sqlValue
    case .deceasedOn: person.deceasedOn.sqlValue
    case .email: person.email.sqlValue
    case .phone: person.phone.sqlValue
    case .postalCode: person.address.postalCode.sqlValue
    case .street: person.address.street.sqlValue
    case .number: person.address.number.sqlValue
    case .complement: person.address.complement.sqlValue
    case .district: person.address.district.sqlValue
    case .city: person.address.city.sqlValue
    case .state: person.address.state.sqlValue
    case .branchId: person.branch.sqlValue
    case .createdAt: person.createdAt.sqlValue
    case .documentIndex: (document.map { office.documents.value(forBare: $0.bare) }).sqlValue
    case .documentSealed:
      (document.map {
        office.sealer.seal($0.bare, place: DebtorRow.documentPlace(person.id))
      }).sqlValue
    case .nameFolded: PersonRows.folded(person.name).sqlValue
    case .hasPostalAddress: person.address.isComplete.sqlValue
    case .updatedAt: now.sqlValue
    }
  }
}
