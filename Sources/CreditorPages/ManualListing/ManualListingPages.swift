import Credit
import DebtCollection

/// Addresses of the screen "Negativação" of a customer (manual, items 35-41).
enum ManualListingPages {
  static func path(of person: ID<Person>) -> String { "/clientes/\(person)/negativar" }

  static func codesPath(of person: ID<Person>) -> String { path(of: person) + "/motivos" }

  /// The name of the boxes that choose titles, as in the API.
  static let pickName = "receivableIds"
}
