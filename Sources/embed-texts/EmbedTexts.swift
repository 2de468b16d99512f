import Foundation

/// `embed-texts <text file> <Swift file>`: writes the text as a constant of the type that its
/// folder is named after. The build runs it; see `Plugins/EmbedTexts`.
@main
struct EmbedTexts {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { throw EmbedFault(text: "usage: embed-texts <from> <to>") }
    let from = URL(filePath: arguments[1])
    let text = try String(contentsOf: from, encoding: .utf8)
    // A literal would give other bytes than the file, or end inside it.
    for mark in ["\r", "\"\"\"##", "\\##"] where text.contains(mark) {
      throw EmbedFault(text: "\(from.path): has \(mark.debugDescription)")
    }
    let folder = from.deletingLastPathComponent().lastPathComponent
    let name = constant(from.deletingPathExtension().lastPathComponent)
    let lines = [
      "// Written by the build from \(folder)/\(from.lastPathComponent).",
      "extension \(folder) {", "static let \(name) = ##\"\"\"", text, "\"\"\"##", "}", "",
    ]
    try lines.joined(separator: "\n")
      .write(to: URL(filePath: arguments[2]), atomically: true, encoding: .utf8)
  }

  /// `in-place` as `inPlace`.
  private static func constant(_ file: String) -> String {
    let words = file.split(separator: "-")
    return words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined()
  }
}

struct EmbedFault: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}
