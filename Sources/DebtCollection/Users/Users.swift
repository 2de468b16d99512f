/// People who work here, their roles and passwords (*usuários*).
package struct Users: UseCases {
  let office: Office
}
