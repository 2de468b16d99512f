/// A town with one of its postal codes.
package struct FictitiousPlace: Sendable {
  package let city: String
  /// Two letters.
  package let state: String
  /// CEP, eight digits.
  package let postalCode: String

  private init(_ city: String, _ state: String, _ postalCode: String) {
    self.city = city
    self.state = state
    self.postalCode = postalCode
  }

  /// States of every region, among them those with laws of their own on the notice.
  package static let all: [FictitiousPlace] = [
    .init("Curitiba", "PR", "80010000"), .init("São Paulo", "SP", "01310100"),
    .init("Recife", "PE", "50010000"), .init("Manaus", "AM", "69005000"),
    .init("Cuiabá", "MT", "78005000"), .init("Goiânia", "GO", "74003010"),
    .init("Campo Grande", "MS", "79002000"), .init("Vitória", "ES", "29010000"),
    .init("Porto Alegre", "RS", "90010000"), .init("Salvador", "BA", "40020000"),
    .init("Brasília", "DF", "70040010"), .init("Macapá", "AP", "68900000"),
  ]
}
