/// Object ids of the types that we speak, from PostgreSQL's catalog `pg_type`.
enum PostgresType {
  static let unknown: UInt32 = 0
  static let bool: UInt32 = 16
  static let bytea: UInt32 = 17
  static let name: UInt32 = 19
  static let int8: UInt32 = 20
  static let int2: UInt32 = 21
  static let int4: UInt32 = 23
  static let text: UInt32 = 25
  static let bpchar: UInt32 = 1_042
  static let varchar: UInt32 = 1_043
  static let numeric: UInt32 = 1_700
}

extension SQLValue {
  /// The type declared for a parameter. Null declares none, so that the server infers it.
  var postgresType: UInt32 {
    switch self {
    case .null: PostgresType.unknown
    case .integer: PostgresType.int8
    case .text: PostgresType.text
    case .bytes: PostgresType.bytea
    }
  }
}

/// Arguments in the server's text format, one C string each.
struct PostgresArguments {
  private var storage: [UInt8] = []
  /// Where each one starts in `storage`; nil is null.
  private var starts: [Int?] = []

  init(_ values: [SQLValue]) throws {
    starts.reserveCapacity(values.count)
    for value in values {
      if case .null = value {
        starts.append(nil)
        continue
      }
      starts.append(storage.count)
      try append(value)
      storage.append(0)
    }
  }

  private mutating func append(_ value: SQLValue) throws {
    switch value {
    case .null: break
    case .integer(let integer): storage.append(contentsOf: String(integer).utf8)
    case .text(let text):
      let start = storage.count
      storage.append(contentsOf: text.utf8)
      // A NUL would cut the text short without a word.
      if storage[start...].contains(0) { throw DatabaseError.textHoldsNUL }
    case .bytes(let bytes):
      storage.reserveCapacity(storage.count + 2 * bytes.count + 3)
      storage.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "x")])
      for byte in bytes {
        storage.append(Self.hexDigit(byte >> 4))
        storage.append(Self.hexDigit(byte & 0xF))
      }
    }
  }

  func withPointers<Value>(
    _ body: (_ count: Int32, _ values: UnsafePointer<UnsafePointer<CChar>?>?) throws -> Value
  ) rethrows -> Value {
    try storage.withUnsafeBytes { bytes in
      let start = bytes.bindMemory(to: CChar.self).baseAddress
      let pointers = starts.map { offset -> UnsafePointer<CChar>? in
        guard let offset, let start else { return nil }
        return start + offset
      }
      return try pointers.withUnsafeBufferPointer {
        try body(Int32(pointers.count), $0.baseAddress)
      }
    }
  }

  private static func hexDigit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? 0x30 + nibble : 0x61 + nibble - 10
  }
}
