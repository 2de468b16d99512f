/// Contracts of people with the house (*contratos*).
package struct Contracts: UseCases {
  let office: Office
}
