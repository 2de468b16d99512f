/// What a browser runs where scripts are on: one ES module without dependencies. Every task works
/// without it.
package enum Script {
  package static let text = [dialogs, shortcuts, lists, live, drops, theme, binding]
    .joined(separator: "\n")
}
