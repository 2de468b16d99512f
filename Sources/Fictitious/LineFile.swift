import Foundation

/// A file that is written a line at a time, so that a million lines need no memory.
package enum LineFile {
  /// How a line ends.
  package enum Ending: Sendable {
    case lineFeed
    case carriageReturnAndLineFeed

    fileprivate var bytes: [UInt8] { self == .lineFeed ? [0x0A] : [0x0D, 0x0A] }
  }

  /// Writes a new file, or over an old one.
  ///
  /// - Throws: `FileFault` where the file cannot be made.
  package static func write(
    _ path: String, ending: Ending, _ lines: ((String) throws -> Void) throws -> Void
  ) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw FileFault(path: path) }
    var buffer = Data()
    try lines { line in
      buffer.append(contentsOf: line.utf8)
      buffer.append(contentsOf: ending.bytes)
      if buffer.count > 1 << 18 {
        try file.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: buffer)
    try file.close()
  }
}

/// A file that cannot be made.
package struct FileFault: Error, CustomStringConvertible {
  let path: String

  package var description: String { "Não foi possível gravar \(path)." }
}
