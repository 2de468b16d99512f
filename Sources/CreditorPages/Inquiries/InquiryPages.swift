import Credit
import DebtCollection

/// Addresses of inquiries.
enum InquiryPages {
  static let path = "/consultas"
  static let searchPath = "/consultas/busca"
  static let productsPath = "/consultas/produtos"

  static func path(of inquiry: ID<Inquiry>) -> String { path + "/" + inquiry.description }

  static func path(askingAbout person: ID<Person>) -> String {
    path + "/pessoa/" + person.description
  }
}
