import Testing

/// Rows that a person has read and that nothing may change unseen: compared line by line with a
/// committed file.
func expectGolden(_ rows: [String], _ name: String) {
  let text = rows.map { $0 + "\n" }.joined()
  let wanted = FixtureFile.bytes("Tests/CreditTests/Fixtures/" + name) ?? []
  guard Array(text.utf8) != wanted else { return }
  FixtureFile.write(text, to: "var/" + name)
  let lines = String(decoding: wanted, as: UTF8.self).split(separator: "\n").map(String.init)
  let more = rows.filter { !lines.contains($0) }.prefix(5)
  let less = lines.filter { !rows.contains($0) }.prefix(5)
  Issue.record(
    """
    \(name) differs from what was read (var/\(name)).
    New: \(more.joined(separator: "\n"))
    Gone: \(less.joined(separator: "\n"))
    """)
}
