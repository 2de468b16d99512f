/// The figures of the dashboard (*painel*).
package struct Figures: UseCases {
  let office: Office
}
