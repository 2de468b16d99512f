/// What a browser runs where scripts are on: one ES module without dependencies. Every task works
/// without it.
package enum Script {
  package static let text = [
    inPlace, dialogs, dropdowns, shortcuts, rows, lists, picks, live, drops, theme, binding,
  ]
  .joined(separator: "\n")
}
