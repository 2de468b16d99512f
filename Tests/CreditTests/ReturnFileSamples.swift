@testable import Credit

/// Builds lines of return files field by field, for the banks of the table.
enum ReturnFileSample {
  /// A line of blanks with texts at 1-based places.
  static func line(_ width: Int, _ fields: [(Int, String)]) -> [UInt8] {
    var bytes = [UInt8](repeating: 32, count: width)
    for (place, text) in fields {
      for (offset, byte) in text.utf8.enumerated() { bytes[place - 1 + offset] = byte }
    }
    return bytes
  }

  static func join(_ lines: [[UInt8]], ending: String = "\r\n") -> [UInt8] {
    lines.flatMap { $0 + Array(ending.utf8) }
  }

  static func header400(_ bank: String) -> [UInt8] {
    line(
      400,
      [
        (1, "02RETORNO01COBRANCA"), (27, "00000000000000123456"), (77, bank), (95, "231126"),
        (395, "000001"),
      ])
  }

  /// A title at the common places of CNAB 400.
  static func title400(
    _ occurrence: String, paid: Int = 12_990, credit: (Int, String) = (296, "241126"),
    record: String = "1", extra: [(Int, String)] = []
  ) -> [UInt8] {
    line(
      400,
      [
        (1, record), (38, "USO 1"), (63, "00012345678901234567"), (109, occurrence),
        (111, "231126"), (117, "DOC-1"), (147, "101026"), (153, padded(12_990, 13)),
        (254, padded(paid, 13)), credit, (395, "000002"),
      ] + extra)
  }

  static func file400(_ bank: String, _ titles: [[UInt8]]) -> [UInt8] {
    let trailer = line(400, [(1, "9201"), (395, padded(titles.count + 2, 6))])
    return join([header400(bank)] + titles + [trailer])
  }

  static func header240(_ bank: String, flag: String = "2") -> [UInt8] {
    line(
      240,
      [(1, bank + "00000"), (18, "212345678000195"), (33, "CONVENIO 7"), (143, flag + "23112026")])
  }

  /// Segments T and U at the places of FEBRABAN.
  static func title240(
    _ bank: String, _ occurrence: String, sequence: Int = 1, paid: Int = 12_990,
    reasons: String = "", credit: String = "24112026"
  ) -> [[UInt8]] {
    [
      line(
        240,
        [
          (1, bank + "00013" + padded(sequence, 5) + "T"), (16, occurrence),
          (38, "17000000000012345"),
          (59, "DOC-1"), (74, "10102026"), (82, padded(12_990, 15)), (106, "USO 1"),
          (133, "1000052998224725"), (199, padded(250, 15)), (214, reasons),
        ]),
      line(
        240,
        [
          (1, bank + "00013" + padded(sequence + 1, 5) + "U"), (16, occurrence),
          (78, padded(paid, 15)), (93, padded(paid, 15)), (138, "23112026" + credit),
        ]),
    ]
  }

  static func file240(_ bank: String, _ titles: [[[UInt8]]]) -> [UInt8] {
    let details = titles.flatMap { $0 }
    return join(
      [header240(bank), line(240, [(1, bank + "00011T01")])] + details
        + [
          line(240, [(1, bank + "00015"), (18, padded(details.count + 2, 6))]),
          line(240, [(1, bank + "99999"), (18, "000001"), (24, padded(details.count + 4, 6))]),
        ])
  }
}

/// All that reading a file gives.
struct ReadReturn {
  var reader = ReturnFileReader()
  var entries: [ReturnEntry] = []
  var faults: [ReturnFault] = []

  /// Reads a file in pieces of `chunk` bytes.
  init(_ bytes: [UInt8], chunk: Int = 4_096) throws(ReturnRefusal) {
    var start = 0
    while start < bytes.count {
      let end = min(start + chunk, bytes.count)
      take(try reader.feed(bytes[start..<end]))
      start = end
    }
    take(try reader.finish())
  }

  private mutating func take(_ items: [ReturnItem]) {
    for item in items {
      switch item {
      case .entry(let entry): entries.append(entry)
      case .fault(let fault): faults.append(fault)
      }
    }
  }

  /// Count and sum of what was paid under an occurrence.
  func total(_ occurrence: String) -> [Int64] {
    let matching = entries.filter { $0.occurrence == occurrence }
    return [Int64(matching.count), matching.reduce(0) { $0 + $1.paid.amount }]
  }
}
