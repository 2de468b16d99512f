/// What leaves for a bureau and what is known of its way (*envios*).
package struct Transmissions: UseCases {
  let office: Office
}
