import Foundation
import Testing

/// Text kept beside the tests for people to read. `GOLDEN=update` writes what the code says now;
/// the difference is then read in the review of the change.
func expectFixture(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  let file = folder.appending(path: name)
  if ProcessInfo.processInfo.environment["GOLDEN"] == "update" {
    try Data(text.utf8).write(to: file)
    return
  }
  let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
  for (now, before) in zip(text.split(separator: "\n"), kept.split(separator: "\n"))
  where now != before {
    Issue.record("\(name): \(before)\nis now: \(now)", sourceLocation: sourceLocation)
  }
  #expect(
    text == kept, "\(name) differs; GOLDEN=update rewrites it", sourceLocation: sourceLocation)
}
