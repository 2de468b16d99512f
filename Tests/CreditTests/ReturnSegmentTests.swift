import Testing

@testable import Credit

/// Segments T and U that belong together, and those that only stand beside each other.
@Suite("Segments of CNAB 240")
struct ReturnSegmentTests {
  private let header = ReturnFileSample.header240("001")
  private let pair = ReturnFileSample.title240("001", "06")
  private let entry = ReturnFileSample.title240("001", "02")

  private func record(_ start: String) -> [UInt8] { ReturnFileSample.line(240, [(1, start)]) }

  private func read(_ lines: [[UInt8]]) throws -> ReadReturn {
    try ReadReturn(ReturnFileSample.join([header] + lines))
  }

  @Test(
    "A record of another type ends an open segment",
    arguments: ["00100011", "00100015", "00199999", "00100017"])
  func closed(_ start: String) throws {
    let read = try read([pair[0], record(start), pair[1]])
    #expect(read.entries == [])
    let odd = start == "00100017" ? ["return-record-unknown"] : []
    #expect(
      read.faults.map(\.code) == ["return-segment-u-missing"] + odd + ["return-segment-t-missing"])
    #expect(read.faults.map(\.line) == [2] + (odd.isEmpty ? [] : [3]) + [4])
    // What brings no money stands for itself.
    let alone = try self.read([entry[0], record(start)])
    #expect(alone.entries.map(\.occurrence) == ["02"])
  }

  @Test(
    "What belongs to a title stands between its segments",
    arguments: ["0010001300002Y", "0010001300002S", "00100012", "00100014"])
  func between(_ start: String) throws {
    let read = try read([pair[0], record(start), pair[1]])
    #expect(read.entries.map(\.kind) == [.full] && read.faults == [])
  }

  @Test("The end of the file ends an open segment")
  func end() throws {
    let open = try read([pair[0]])
    #expect(open.faults.map(\.code) == ["return-segment-u-missing"])
    #expect(open.reader.warnings.map(\.code) == ["return-trailer-missing"])
    #expect(try read([entry[0]]).entries.map(\.kind) == [.notPayment])
    let rejected = ReturnFileSample.title240("001", "03")
    #expect(try read([rejected[0], rejected[0]]).entries.map(\.kind) == [.rejected, .rejected])
  }

  @Test("Lot and occurrence of both segments are the same")
  func same() throws {
    var otherLot = pair[1]
    otherLot[6] = 50
    #expect(try read([pair[0], otherLot]).faults.map(\.code) == ["return-segments-differ"])
    let other = ReturnFileSample.title240("001", "17")
    #expect(try read([pair[0], other[1]]).faults.map(\.code) == ["return-segments-differ"])
    #expect(try read([pair[0], other[1], other[0], other[1]]).entries.map(\.line) == [4])
  }

  @Test("Segments and records that do not exist are faults")
  func unknown() throws {
    for (start, code) in [
      ("0010001300001@", "return-segment-unknown"), ("0010001300001[", "return-segment-unknown"),
      ("0010001300001t", "return-segment-unknown"), ("00100016", "return-record-unknown"),
      ("0010001 ", "return-record-unknown"),
    ] {
      #expect(try read([pair[0], pair[1], record(start)]).faults.map(\.code) == [code], "\(start)")
    }
    for letter in ["A", "S", "V", "Z"] {
      #expect(try read([pair[0], pair[1], record("0010001300001" + letter)]).faults == [])
    }
  }

  @Test("A bank whose layout is not known is refused segment by segment, once each title")
  func refused() throws {
    let pair = ReturnFileSample.title240("422", "06")
    let read = try ReadReturn(ReturnFileSample.file240("422", [pair, pair]))
    #expect(read.faults.map(\.code) == ["return-layout-unknown", "return-layout-unknown"])
    #expect(read.faults[0].detail.contains("(registro T)") && read.faults.map(\.line) == [3, 5])
    #expect(read.reader.warnings.map(\.code) == ["return-layout-unknown"])
  }

  @Test("Records of CNAB 400 that are no titles are passed over")
  func others() throws {
    let title = ReturnFileSample.title400("06")
    for id in ["0", "2", "3", "5", "8"] {
      let other = ReturnFileSample.line(400, [(1, id + "XYZ")])
      let read = try ReadReturn(ReturnFileSample.file400("237", [title, other, title]))
      #expect(read.entries.map(\.line) == [2, 4] && read.faults == [], "\(id)")
    }
    for id in ["/", ":", "A", " "] {
      let odd = ReturnFileSample.line(400, [(1, id), (9, "X")])
      let read = try ReadReturn(ReturnFileSample.file400("237", [title, odd]))
      #expect(read.faults.map(\.code) == ["return-record-unknown"], "\(id)")
    }
    // Where the layout is not known, titles alone are refused.
    for (id, count) in [("1", 1), ("7", 1), ("2", 0), ("5", 0)] {
      let line = ReturnFileSample.title400("06", record: id)
      let read = try ReadReturn(ReturnFileSample.file400("999", [line]))
      #expect(read.faults.count == count && read.entries == [], "\(id)")
    }
  }
}
