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
  static let select = """
    SELECT id, external_code, stage, kind, document_masked, name, birth_on, deceased_on, email,
      phone, postal_code, street, number, complement, district, city, state, branch_id, created_at
    FROM people
    """

  static func find(_ id: ID<Person>, in transaction: Transaction) throws -> PersonRow? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  static func decode(_ row: Row) throws -> PersonRow {
    PersonRow(
      id: try row.id(0), externalCode: try row.optionalText(1), stage: try row.word(2),
      kind: try row.word(3), documentMasked: try row.optionalText(4), name: try row.text(5),
      birthDate: try row.optionalDate(6), deceasedOn: try row.optionalDate(7),
      email: try row.optionalText(8), phone: try row.optionalText(9),
      address: PostalAddress(
        postalCode: try row.text(10), street: try row.text(11), number: try row.text(12),
        complement: try row.text(13), district: try row.text(14), city: try row.text(15),
        state: try row.text(16)),
      branch: try row.optionalID(17), createdAt: try row.instant(18))
  }

  /// Insert or update by id; the document is left as it is where `document` is nil. What stands is
  /// read for the row to insert already: its constraints are checked before the conflict is seen.
  static let writeSQL = """
    INSERT INTO people (id, external_code, stage, kind, document_index, document_sealed,
      document_masked, name, name_folded, birth_on, deceased_on, email, phone, postal_code,
      street, number, complement, district, city, state, has_postal_address, branch_id,
      created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4,
      COALESCE(?5, (SELECT document_index FROM people WHERE id = ?1)),
      COALESCE(?6, (SELECT document_sealed FROM people WHERE id = ?1)),
      COALESCE(?7, (SELECT document_masked FROM people WHERE id = ?1)),
      ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)
    ON CONFLICT (id) DO UPDATE SET external_code = excluded.external_code,
      stage = excluded.stage, kind = excluded.kind,
      document_index = excluded.document_index, document_sealed = excluded.document_sealed,
      document_masked = excluded.document_masked,
      name = excluded.name, name_folded = excluded.name_folded, birth_on = excluded.birth_on,
      deceased_on = excluded.deceased_on, email = excluded.email, phone = excluded.phone,
      postal_code = excluded.postal_code, street = excluded.street, number = excluded.number,
      complement = excluded.complement, district = excluded.district, city = excluded.city,
      state = excluded.state, has_postal_address = excluded.has_postal_address,
      branch_id = excluded.branch_id, updated_at = excluded.updated_at
    """

  static func arguments(
    _ person: PersonRow, document: Document?, office: Office, at now: Instant
  ) -> [SQLValue] {
    let address = person.address
    let sealed = document.map {
      office.sealer.seal($0.bare, place: DebtorRow.documentPlace(person.id))
    }
    return [
      person.id.sqlValue, person.externalCode.sqlValue, person.stage.rawValue.sqlValue,
      person.kind.rawValue.sqlValue,
      (document.map { office.documents.value(forBare: $0.bare) }).sqlValue, sealed.sqlValue,
      (document?.masked).sqlValue, person.name.sqlValue, folded(person.name).sqlValue,
      person.birthDate.sqlValue, person.deceasedOn.sqlValue, person.email.sqlValue,
      person.phone.sqlValue, address.postalCode.sqlValue, address.street.sqlValue,
      address.number.sqlValue, address.complement.sqlValue, address.district.sqlValue,
      address.city.sqlValue, address.state.sqlValue, address.isComplete.sqlValue,
      person.branch.sqlValue, person.createdAt.sqlValue, now.sqlValue,
    ]
  }

  /// For searching: capital letters without accents.
  static func folded(_ name: String) -> String {
    ASCIIText.folding(name).uppercased()
  }
}
