/// Why titles are not listed again until a person frees them (*bloqueios*).
package struct ListingBlocks: UseCases {
  let office: Office
}
