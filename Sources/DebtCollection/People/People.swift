/// People of the house: leads, prospects, customers and guarantors (*pessoas*).
package struct People: UseCases {
  let office: Office
}
