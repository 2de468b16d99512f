/// Turns a file in UTF-16 with a byte-order mark, as spreadsheets write "Unicode text", into UTF-8,
/// piece by piece; any other file passes as it is.
struct UTF16Transcoder {
  private enum Form { case unknown, other, big, little }

  private var form = Form.unknown
  /// What waits for the rest of its code unit, its pair or the mark.
  private var carry: [UInt8] = []
  private var high: UInt16?

  /// The bytes to keep of the next piece.
  mutating func take(_ piece: [UInt8]) -> [UInt8] {
    if form == .unknown {
      carry += piece
      guard carry.count >= 2 else { return [] }
      switch (carry[0], carry[1]) {
      case (0xFF, 0xFE): form = .little
      case (0xFE, 0xFF): form = .big
      default: form = .other
      }
      let all = carry
      carry = []
      return form == .other ? all : transcode(Array(all.dropFirst(2)))
    }
    return form == .other ? piece : transcode(piece)
  }

  /// What is left at the end of the file.
  mutating func finish() -> [UInt8] {
    defer { carry = [] }
    if form == .unknown { return carry }
    let isBroken = !carry.isEmpty || high != nil
    return isBroken ? Self.replacement : []
  }

  private mutating func transcode(_ piece: [UInt8]) -> [UInt8] {
    let bytes = carry + piece
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    while index + 1 < bytes.count {
      let first = UInt16(truncatingIfNeeded: bytes[index])
      let second = UInt16(truncatingIfNeeded: bytes[index + 1])
      append(form == .big ? first << 8 | second : second << 8 | first, to: &output)
      index += 2
    }
    carry = Array(bytes[index...])
    return output
  }

  private mutating func append(_ unit: UInt16, to output: inout [UInt8]) {
    if let lead = high {
      high = nil
      if UTF16.isTrailSurrogate(unit) {
        let value = Self.pair(lead, unit)
        if let scalar = Unicode.Scalar(value) { output += Array(String(scalar).utf8) }
        return
      }
      output += Self.replacement
    }
    if UTF16.isLeadSurrogate(unit) {
      high = unit
    } else if let scalar = Unicode.Scalar(unit) {
      output += scalar.isASCII ? [UInt8(truncatingIfNeeded: unit)] : Array(String(scalar).utf8)
    } else {
      output += Self.replacement
    }
  }

  /// The code point of a pair of surrogates.
  private static func pair(_ lead: UInt16, _ trail: UInt16) -> UInt32 {
    0x10000
      + (UInt32(truncatingIfNeeded: lead & 0x3FF) << 10
        | UInt32(truncatingIfNeeded: trail & 0x3FF))
  }

  /// U+FFFD, which says that something was broken.
  private static let replacement = Array("\u{FFFD}".utf8)
}
