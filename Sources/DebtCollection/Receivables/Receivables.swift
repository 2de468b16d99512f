/// What people owe: titles from their entry to their end (*títulos*).
package struct Receivables: UseCases {
  let office: Office
}
