import Foundation
import Testing

/// Text kept beside the tests. `GOLDEN=update` writes what the code says now; the difference is
/// then read in the review of the change.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")
  let file = folder.appending(path: name)
  if ProcessInfo.processInfo.environment["GOLDEN"] == "update" {
    try Data(text.utf8).write(to: file)
    return
  }
  let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
  #expect(
    text == kept, "\(name) differs; GOLDEN=update rewrites it", sourceLocation: sourceLocation)
}
