import Credit
import SQLDatabase
import Sealing

/// The person and the branch of a listing, as the inclusion needs them.
struct DebtorRow: Sendable {
  let person: ID<Person>
  let sealedDocument: [UInt8]
  let name: String
  let birthDate: CivilDate?
  let address: PostalAddress
  let email: String?
  let phone: String?
  let branchDocument: String
  /// The contract's number, else the title's own.
  let contractNumber: String
  /// The title's own number.
  let titleNumber: String
  let receivable: ID<Receivable>
  /// Linha digitável of the title's boleto.
  let slipLine: String?
  let branchName: String
  let branchCity: String
  let pixKey: String?

  static func read(_ listing: Listing, in transaction: Transaction) throws -> DebtorRow? {
    try transaction.first(
      """
      SELECT p.id, p.document_sealed, p.name, p.birth_on, p.postal_code, p.street, p.number,
        p.complement, p.district, p.city, p.state, p.email, p.phone, b.document,
        COALESCE(c.number, r.number), r.number, r.id, r.slip_line, b.name, b.city, b.pix_key
      FROM listings l
      JOIN people p ON p.id = l.person_id
      JOIN receivables r ON r.id = l.receivable_id
      LEFT JOIN contracts c ON c.id = r.contract_id
      JOIN branches b ON b.id = l.branch_id
      WHERE l.id = ?1
      """, [listing.id]
    ) { row in
      DebtorRow(
        person: try row.id(0), sealedDocument: try row.bytes(1), name: try row.text(2),
        birthDate: try row.optionalDate(3),
        address: PostalAddress(
          postalCode: try row.text(4), street: try row.text(5), number: try row.text(6),
          complement: try row.text(7), district: try row.text(8), city: try row.text(9),
          state: try row.text(10)),
        email: try row.optionalText(11), phone: try row.optionalText(12),
        branchDocument: try row.text(13), contractNumber: try row.text(14),
        titleNumber: try row.text(15), receivable: try row.id(16),
        slipLine: try row.optionalText(17), branchName: try row.text(18),
        branchCity: try row.text(19), pixKey: try row.optionalText(20))
    }
  }

  func inclusion(of listing: Listing, sealer: Sealer) throws -> BureauInclusion {
    var inclusion = BureauInclusion(
      reference: listing.reference,
      debtorDocument: try sealer.openText(sealedDocument, place: Self.documentPlace(person)),
      debtorName: name, birthDate: birthDate, address: address, email: email, phone: phone,
      creditorBranchDocument: branchDocument, contractNumber: contractNumber,
      documentNumber: titleNumber, restrictionCode: listing.restrictionCode, dueOn: listing.dueOn,
      amount: listing.amount)
    inclusion.payment = payment(of: listing.amount)
    return inclusion
  }

  /// With what an amount of the title can be paid.
  func payment(of amount: Cents) -> PaymentMeans {
    PaymentMeans.offered(
      slipLine: slipLine, key: pixKey, amount: amount, name: branchName, city: branchCity,
      number: receivable.description)
  }

  /// Where a person's sealed document belongs.
  static func documentPlace(_ person: ID<Person>) -> String {
    "people.document_sealed/\(person.number)"
  }
}
