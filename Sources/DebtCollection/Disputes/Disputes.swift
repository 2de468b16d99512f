/// What persons contest at a bureau, and what the house answers (*contestações*).
package struct Disputes: UseCases {
  let office: Office
}
