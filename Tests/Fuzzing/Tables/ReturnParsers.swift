import Credit

extension FuzzedParser {
  /// A line of blanks with texts at places that are counted from one.
  private static func line(_ width: Int, _ fields: [(place: Int, text: String)]) -> [UInt8] {
    var bytes = [UInt8](repeating: 32, count: width)
    for field in fields {
      for (offset, byte) in field.text.utf8.enumerated() { bytes[field.place - 1 + offset] = byte }
    }
    return bytes + [13, 10]
  }

  private static func file400(_ bank: String) -> [UInt8] {
    let header = line(
      400, [(1, "02RETORNO01COBRANCA"), (27, "00000000000000123456"), (77, bank), (95, "231126")])
    let titles = ["06", "02", "17", "15"].map { occurrence in
      line(
        400,
        [
          (1, bank == "001" ? "7" : "1"), (38, "USO 1"), (63, "00012345678901234567"),
          (83, "10931"), (109, occurrence), (111, "231126"), (117, "DOC-1"), (147, "101026"),
          (153, "0000000012990"), (176, "0000000000250"), (254, "0000000012990"), (296, "241126"),
          (319, "0000000000"),
        ])
    }
    return header + titles.joined() + line(400, [(1, "9201"), (395, "000006")])
  }

  private static func file240(_ bank: String) -> [UInt8] {
    let header = line(
      240, [(1, bank + "00000"), (18, "212345678000195"), (33, "CONVENIO 7"), (143, "223112026")])
    let details = ["06", "09"].flatMap { occurrence in
      line(
        240,
        [
          (1, bank + "0001300001T"), (16, occurrence), (38, "17000000000012345"), (59, "DOC-1"),
          (74, "10102026"), (82, "000000000012990"), (106, "USO 1"), (133, "1000052998224725"),
          (199, "000000000000250"), (214, "02"),
        ])
        + line(
          240,
          [
            (1, bank + "0001300002U"), (16, occurrence), (78, "000000000012990"),
            (93, "000000000012990"), (138, "2311202624112026"),
          ])
    }
    return header + line(240, [(1, bank + "00011T01")]) + details
      + line(240, [(1, bank + "00015"), (18, "000006")])
      + line(240, [(1, bank + "99999"), (18, "000001"), (24, "000008")])
  }

  private struct Reading: Equatable {
    var items: [ReturnItem] = []
    var warnings: [ReturnFault] = []
    var lineCount = 0
    var refusal: ReturnRefusal?

    init(_ bytes: [UInt8], chunk: Int) {
      var reader = ReturnFileReader()
      do throws(ReturnRefusal) {
        for start in stride(from: 0, to: bytes.count, by: chunk) {
          items += try reader.feed(bytes[start..<min(start + chunk, bytes.count)])
        }
        items += try reader.finish()
      } catch {
        refusal = error
      }
      warnings = reader.warnings
      lineCount = reader.lineCount
    }
  }

  private static func expectSound(_ entry: ReturnEntry, _ lines: Int) throws(FuzzFault) {
    try FuzzFault.expect((1...lines).contains(entry.line), "an entry of line \(entry.line)")
    for amount in [entry.paid, entry.face, entry.fee, entry.received] {
      try FuzzFault.expect(amount >= .zero && amount <= .largest, "an amount of \(amount)")
    }
    for date in [entry.dueOn, entry.occurredOn, entry.availableOn].compactMap({ $0 }) {
      try FuzzFault.expect(DateBound.any.contains(date), "a day of \(date)")
    }
    let settles = entry.kind == .full || entry.kind == .partial
    try FuzzFault.expect(settles == (entry.availableOn != nil), "\(entry.kind) without its day")
    try FuzzFault.expect(!settles || entry.paid > .zero, "\(entry.kind) of nothing")
    try FuzzFault.expect(entry.occurrence.utf8.count == 2, "occurrence \(entry.occurrence)")
    try FuzzFault.expect(
      entry.signature.utf8.count < 2_000 && entry.detail.utf8.count < 600
        && entry.number.reductions.count < 200, "an entry that is too long")
  }

  /// What a file gives does not depend on the pieces in which it comes, and every line gives one
  /// thing at the most: what it says of its title and, where it ends another one, of that.
  private static func read(_ bytes: [UInt8]) throws(FuzzFault) -> FuzzOutcome {
    let whole = Reading(bytes, chunk: max(bytes.count, 1))
    let parts = Reading(bytes, chunk: 1 + bytes.count % 7 * 41)
    try FuzzFault.expect(
      whole.refusal == parts.refusal && (whole.refusal != nil || whole == parts),
      "other pieces give another reading")
    if let refusal = whole.refusal {
      try FuzzFault.expect(refusal.sentence.utf8.count < 400, "told as \(refusal.sentence)")
      return .refused
    }
    let lines = whole.lineCount
    try FuzzFault.expect(
      whole.items.count <= 2 * lines + 1, "\(whole.items.count) items of \(lines) lines")
    try FuzzFault.expect(whole.warnings.count <= 200, "\(whole.warnings.count) warnings")
    var signatures = 0
    for item in whole.items {
      switch item {
      case .entry(let entry):
        try expectSound(entry, lines)
        signatures += entry.signature.utf8.count
      case .fault(let fault):
        try FuzzFault.expect((1...lines).contains(fault.line), "a fault of line \(fault.line)")
        try FuzzFault.expect(!fault.code.isEmpty && fault.detail.utf8.count < 600, fault.detail)
      }
    }
    return .taken(signatures)
  }

  private static let banks400 = [
    "001", "004", "021", "033", "041", "070", "077", "097", "104", "136", "237", "336", "341",
    "422", "748", "756", "999",
  ]
  private static let banks240 = [
    "001", "021", "033", "041", "085", "104", "136", "237", "341", "748", "756", "999",
  ]

  static let returns: [FuzzedParser] = [
    FuzzedParser("return-400", corpus: banks400.map(file400), longest: 6_000) { try read($0) },
    FuzzedParser("return-240", corpus: banks240.map(file240), longest: 6_000) { try read($0) },
    FuzzedParser(
      "return-joined",
      corpus: [file240("001") + file400("341"), file400("104") + file240("756")], longest: 12_000
    ) { try read($0) },
  ]
}
