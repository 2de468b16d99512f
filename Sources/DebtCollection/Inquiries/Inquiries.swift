/// Inquiries at a bureau and their reports (*consultas*).
package struct Inquiries: UseCases {
  let office: Office
}
