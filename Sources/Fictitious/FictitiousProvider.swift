/// The creditor of the demo, of rehearsals and of measurements: a provider of internet access.
package enum FictitiousProvider {
  package static let name = "Provedor Exemplo Ltda"
  /// An alphanumeric CNPJ with right check digits, bare.
  package static let document = "12ABC34501DE35"
  package static let branchName = "Matriz"
  package static let contact = "(41) 3333-0000"
  /// Its office; the branch has the same.
  package static let office = FictitiousAddress(
    street: "Rua das Flores", number: "100", city: "Curitiba", state: "PR", postalCode: "80010000")
  package static let integrationName = "Crédito na medida"
}

/// Where somebody fictitious is found.
package struct FictitiousAddress: Sendable {
  package let street: String
  package let number: String
  package let district = "Centro"
  package let city: String
  /// Two letters.
  package let state: String
  /// CEP, eight digits.
  package let postalCode: String

  /// A customer of the tests.
  package static let customer = FictitiousAddress(
    street: "Rua XV de Novembro", number: "10", city: "Curitiba", state: "PR",
    postalCode: "80010000")
}
