import Foundation

/// A text file of the repository.
struct SourceFile: Sendable {
  /// From the root of the repository, `Sources/Credit/Money/Cents.swift`.
  let path: String
  let text: String
  /// The lines without their ends.
  let lines: [Substring]
  /// The same lines with comments and the letters of string literals blanked; what stands in an
  /// interpolation is code and stays. Empty for files that are not Swift.
  let code: [String]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    self.lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    self.code = path.hasSuffix(".swift") ? CodeScan.codeLines(of: text) : []
  }

  /// Whether the text has the word anywhere: a quick look before lines are read one by one.
  func mentions(_ word: String) -> Bool {
    strstr(text, word) != nil
  }

  var isSwift: Bool { path.hasSuffix(".swift") }

  /// `Credit` for `Sources/Credit/…`; nil outside Sources.
  var target: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
  }
}

/// Where a rule of the house is broken.
struct Finding: Hashable, CustomStringConvertible {
  let path: String
  /// From 1; nil where the whole file is meant.
  let line: Int?
  let message: String

  var description: String {
    "\(path)\(line.map { ":\($0)" } ?? ""): \(message)"
  }
}

/// The files of the working tree that are ours.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let folders = [
    "Sources", "Plugins", "Tests", "Scripts", "Packaging", "docs", ".ci", ".github",
  ]

  static let files: [SourceFile] = read()
  static let swift = files.filter(\.isSwift)
  /// What is written by hand and has lines that a person reads.
  static let written = files.filter { $0.isSwift || WebFiles.isOne($0) }

  /// Every text file; a file that is not UTF-8 (an image, a font) is none of these rules' business.
  private static func read() -> [SourceFile] {
    let manager = FileManager.default
    var paths = (try? manager.contentsOfDirectory(atPath: root.path)) ?? []
    paths = paths.filter { isFile($0) }
    for folder in folders {
      guard let inside = manager.enumerator(atPath: root.appending(path: folder).path) else {
        continue
      }
      for case let name as String in inside where isFile("\(folder)/\(name)") {
        paths.append("\(folder)/\(name)")
      }
    }
    return paths.sorted().compactMap { path in
      guard let bytes = manager.contents(atPath: root.appending(path: path).path),
        let text = String(validating: bytes, as: UTF8.self)
      else { return nil }
      return SourceFile(path: path, text: text)
    }
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let full = root.appending(path: path).path
    return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
      && !isFolder.boolValue
  }
}
