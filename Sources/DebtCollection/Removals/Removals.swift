/// Taking listings off, on time (*baixas*).
package struct Removals: UseCases {
  let office: Office
}
