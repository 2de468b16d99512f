import Foundation
import Testing

/// The command-line readers that stand for a person with a phone, a bank's scanner, a screen
/// reader. A machine without one skips the test, except in CI.
enum Tool: String {
  case pdftotext, pdftoppm, pdffonts, zbarimg, dmtxread

  var path: String? {
    ["/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + rawValue }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Whether a test that needs these tools runs here.
  static func present(_ tools: Tool...) -> Bool {
    ProcessInfo.processInfo.environment["CI"] != nil || tools.allSatisfy { $0.path != nil }
  }

  /// Runs the tool in a folder and answers its standard output.
  func run(_ arguments: [String], in folder: URL) throws -> String {
    let path = try #require(path, "\(rawValue) is not installed")
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

/// A folder of one test with a PDF in it, removed at the end.
func withFolder<Result>(
  _ pdf: [UInt8], _ body: (URL) throws -> Result
) throws -> Result {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "letters-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer {
    // A folder that stays behind in the temporary directory fails nobody.
    try? FileManager.default.removeItem(at: folder)
  }
  try Data(pdf).write(to: folder.appending(path: "letter.pdf"))
  return try body(folder)
}

/// The text of a PDF as `pdftotext` reads it.
func extractedText(_ pdf: [UInt8], _ options: [String] = []) throws -> String {
  try withFolder(pdf) { folder in
    try Tool.pdftotext.run(options + ["-enc", "UTF-8", "letter.pdf", "-"], in: folder)
  }
}
