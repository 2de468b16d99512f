/// Files of people, contracts, titles and receipts (*importações*).
package struct Imports: UseCases {
  let office: Office
}
