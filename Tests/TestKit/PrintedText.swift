import Foundation

/// The words of a PDF as `pdftotext` reads them.
package enum PrintedText {
  package static func of(_ pdf: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "printed-\(UUID().uuidString).pdf")
    try Data(pdf).write(to: file)
    defer {
      // A file that stays behind in the temporary directory fails nobody.
      try? FileManager.default.removeItem(at: file)
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/pdftotext")
    process.arguments = ["-enc", "UTF-8", file.path, "-"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
