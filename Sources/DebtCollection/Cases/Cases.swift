/// Overdue titles as work to be done (*casos de cobrança*).
package struct Cases: UseCases {
  let office: Office
}
