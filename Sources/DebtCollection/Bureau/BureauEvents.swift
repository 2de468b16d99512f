/// What bureaus tell by webhook and when asked (*avisos do birô*).
package struct BureauEvents: UseCases {
  let office: Office
}
