import Foundation
import PackagePlugin

/// Makes each script, stylesheet and list of words of a target a constant of the type that its
/// folder is named after: `Script/in-place.js` becomes `Script.inPlace`.
///
/// The package manager's own `embedInCode` writes an array of bytes, which takes the compiler
/// twenty seconds for the files of `Markup`; a text literal takes none.
@main
struct EmbedTexts: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let files = target.sourceModule?.sourceFiles.map(\.url) else { return [] }
    let tool = try context.tool(named: "embed-texts").url
    return files.filter { ["css", "js", "txt"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
      .map { file in
        let folder = file.deletingLastPathComponent().lastPathComponent
        let output = context.pluginWorkDirectoryURL.appending(
          path: "\(folder)+\(file.lastPathComponent).swift")
        return .buildCommand(
          displayName: "Embedding \(folder)/\(file.lastPathComponent)", executable: tool,
          arguments: [file.path, output.path], inputFiles: [file], outputFiles: [output])
      }
  }
}
