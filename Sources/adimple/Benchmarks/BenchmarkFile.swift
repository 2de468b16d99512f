import Foundation

/// A file of a measurement, written a line at a time.
enum BenchmarkFile {
  static func write(
    _ path: String, _ lines: ((String) throws -> Void) throws -> Void
  ) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw Failure("Não foi possível gravar \(path).") }
    var buffer = Data()
    try lines { line in
      buffer.append(contentsOf: line.utf8)
      buffer.append(contentsOf: [0x0D, 0x0A])
      if buffer.count > 1 << 18 {
        try file.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: buffer)
    try file.close()
  }
}
