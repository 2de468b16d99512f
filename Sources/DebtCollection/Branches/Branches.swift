/// Branches of the house and the integration that each uses (*filiais*).
package struct Branches: UseCases {
  let office: Office
}
