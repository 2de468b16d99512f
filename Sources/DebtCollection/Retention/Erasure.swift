/// Forgetting what may not be kept longer (*retenção*).
package struct Erasure: UseCases {
  let office: Office
}
