/// Corrections of the amount of a listing (*correções de valor*).
package struct Amendments: UseCases {
  let office: Office
}
