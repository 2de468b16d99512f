/// Listings from the request to what the bureau tells (*negativações*).
package struct Listings: UseCases {
  let office: Office
}
