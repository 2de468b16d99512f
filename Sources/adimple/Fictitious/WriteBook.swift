import Foundation

extension FictitiousBook {
  /// Files in the order in which they are imported.
  static let fileNames = ["people", "contracts", "receivables", "payments"]

  /// Writes the four files into a folder.
  func write(into folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try writeFile(folder + "/people.csv", writePeople)
    try writeFile(folder + "/contracts.csv", writeContracts)
    try writeFile(folder + "/receivables.csv", writeReceivables)
    try writeFile(folder + "/payments.csv", writePayments)
  }

  private func writeFile(
    _ path: String, _ lines: ((String) throws -> Void) throws -> Void
  ) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw Failure("Não foi possível gravar \(path).") }
    var buffer = Data()
    try lines { line in
      buffer.append(contentsOf: line.utf8)
      buffer.append(0x0A)
      if buffer.count > 1 << 18 {
        try file.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: buffer)
    try file.close()
  }
}
