import Foundation
import JSONText

/// Values from the arguments, or one a line from standard input; one JSON object a line, in order,
/// in constant memory.
enum CheckedValues {
  private static let chunkBytes = 1 << 20

  static func each(_ values: [String], _ check: (String) -> JSON) throws {
    var output = LineOutput()
    if values.isEmpty {
      var rest: [UInt8] = []
      while true {
        let chunk = FileHandle.standardInput.readData(ofLength: chunkBytes)
        if chunk.isEmpty { break }
        rest.append(contentsOf: chunk)
        var start = rest.startIndex
        while let end = rest[start...].firstIndex(of: 0x0A) {
          output.add(check(text(rest[start..<end])))
          start = end + 1
        }
        rest.removeSubrange(..<start)
      }
      if !rest.isEmpty { output.add(check(text(rest[...]))) }
    } else {
      for value in values { output.add(check(value)) }
    }
    output.flush()
  }

  /// A line without its carriage return.
  private static func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
  }
}

/// Standard output in large pieces.
struct LineOutput {
  private var buffer: [UInt8] = []

  mutating func add(_ json: JSON) {
    buffer.append(contentsOf: json.bytes)
    buffer.append(0x0A)
    if buffer.count > 1 << 18 { flush() }
  }

  mutating func flush() {
    FileHandle.standardOutput.write(Data(buffer))
    buffer.removeAll(keepingCapacity: true)
  }
}
