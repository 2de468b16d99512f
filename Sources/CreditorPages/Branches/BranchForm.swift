import Credit
import DebtCollection
import HTTPService
import Markup
import Pages

/// The form of a branch.
enum BranchForm {
  /// Fields that show their own faults.
  static let shown: Set<String> = [
    "name", "document", "postalCode", "street", "number", "complement", "district", "city",
    "state", "phone", "email", "pixKey",
  ]

  static let states = FederativeUnit.allCases.map { Look.Option($0.code, $0.code) }

  static func state(of row: BranchRow) -> FormState {
    let address = row.address
    return FormState([
      ("name", row.name), ("document", CNPJWords.formatted(row.document)),
      ("postalCode", address.postalCode), ("street", address.street),
      ("number", address.number), ("complement", address.complement),
      ("district", address.district), ("city", address.city), ("state", address.state),
      ("phone", row.phone ?? ""), ("email", row.email ?? ""), ("pixKey", row.pixKey ?? ""),
    ])
  }

  static func read(_ form: FormFields) throws -> BranchChange {
    try FormReader.read(form) { reader in
      var change = BranchChange()
      change.name = reader.required("name", "Nome", .string(length: 1...120))
      change.document = reader.required("document", "CNPJ", .string(length: 1...30))
      func part(_ name: String, _ label: String, _ limit: Int) -> String {
        reader.optional(name, label, .string(length: 1...limit)) ?? ""
      }
      change.address = AddressChange(
        postalCode: part("postalCode", "CEP", 9), street: part("street", "Logradouro", 120),
        number: part("number", "Número", 20), complement: part("complement", "Complemento", 60),
        district: part("district", "Bairro", 80), city: part("city", "Cidade", 80),
        state: part("state", "UF", 2))
      change.phone = .some(reader.optional("phone", "Telefone", .string(length: 1...30)))
      change.email = .some(reader.optional("email", "E-mail", .string(length: 1...254)))
      change.pixKey = .some(reader.optional("pixKey", "Chave Pix", .string(length: 1...80)))
      return change
    }
  }
}

/// A company's own CNPJ, which is public, as people write it.
enum CNPJWords {
  static func formatted(_ bare: String) -> String {
    do {
      return try CNPJ.parse(bare).formatted
    } catch {
      return bare
    }
  }
}
