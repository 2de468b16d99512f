/// Runs of the routine that lists and removes (*Atualizar cobranças*).
package struct Collections: UseCases {
  let office: Office
}
