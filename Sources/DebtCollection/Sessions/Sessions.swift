/// Sessions of users in a browser (*sessões*).
package struct Sessions: UseCases {
  let office: Office
}
