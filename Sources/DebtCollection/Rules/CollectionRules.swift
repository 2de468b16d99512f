/// The rules by which the routine decides (*regras de cobrança*).
package struct CollectionRules: UseCases {
  let office: Office
}
