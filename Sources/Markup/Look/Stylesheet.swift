/// The one look of both sides, written by hand: the layers in their order, then each part.
///
/// The parts are raw literals: files embedded by the build are compiled byte for byte, which is
/// slow.
package enum Stylesheet {
  package static let text =
    "@layer tokens, base, shell, controls, pieces, tables, charts, narrow, print;\n"
    + [
      tokens, base, shell, controls, choices, pieces, timelines, results, tables, charts,
      reading, narrow, print,
    ].joined()
}
