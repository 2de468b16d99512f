/// Reports over many rows, and their print (*relatórios*).
package struct Reports: UseCases {
  let office: Office
}
