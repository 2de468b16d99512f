/// What the bureau has against what the house has (*conciliações*).
package struct Reconciliations: UseCases {
  let office: Office
}
