/// What a browser runs where scripts are on: one ES module without dependencies. Every task works
/// without it.
package enum Script {
  package static let text = [
    inPlace, dialogs, dropdowns, shortcuts, rows, lists, picks, live, drops, tables, theme, binding,
  ]
  .joined(separator: "\n")
}
