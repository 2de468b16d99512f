/// The accounts at bureaus, and the codes that these take (*integrações*).
package struct Integrations: UseCases {
  let office: Office
}
