import Testing

@testable import Credit

/// What a trailer counts and sums, by the banks whose manuals say so.
@Suite("Trailers of return files")
struct ReturnTrailerTests {
  private static let places: [(bank: String, codes: [String], count: Int, width: Int, sum: Int?)] =
    [
      ("237", ["06"], 87, 5, 92), ("341", ["06", "02"], 213, 8, nil),
      ("756", ["06", "02"], 164, 8, nil), ("336", ["06", "08"], 17, 6, 23),
    ]

  private func warnings(
    _ bank: String, _ titles: [[UInt8]], _ trailer: [(Int, String)]
  ) throws -> [String] {
    let last = ReturnFileSample.line(
      400, [(1, "9201"), (395, padded(titles.count + 2, 6))] + trailer)
    let file = ReturnFileSample.join([ReturnFileSample.header400(bank)] + titles + [last])
    return try ReadReturn(file).reader.warnings.map(\.code)
  }

  @Test func countsAndSumsOfTheFile() throws {
    for place in Self.places {
      let titles = ["06", place.codes[1 % place.codes.count], "14"].map {
        ReturnFileSample.title400($0, paid: $0 == "14" ? 0 : 12_990)
      }
      let counted = place.bank == "341" || place.bank == "756" ? 3 : 2
      let count = padded(counted, place.width)
      let sumWidth = place.bank == "336" ? 14 : 12
      var trailer = [(place.count, count)]
      if let sum = place.sum { trailer.append((sum, padded(25_980, sumWidth))) }
      #expect(try warnings(place.bank, titles, trailer) == [], "\(place.bank)")
      let other = [(place.count, padded(counted + 1, place.width))] + trailer.dropFirst()
      #expect(try warnings(place.bank, titles, other) == ["return-trailer-titles"], "\(place.bank)")
      if let sum = place.sum {
        let wrong = [trailer[0], (sum, padded(25_981, sumWidth))]
        #expect(try warnings(place.bank, titles, wrong) == ["return-trailer-sum"], "\(place.bank)")
      }
      // Zeros and blanks count nothing.
      #expect(try warnings(place.bank, titles, [(place.count, padded(0, place.width))]) == [])
      #expect(try warnings(place.bank, titles, []) == [])
    }
  }

  @Test func otherBanksAreNotCounted() throws {
    let titles = [ReturnFileSample.title400("06")]
    for bank in ["033", "422", "748"] {
      #expect(
        try warnings(bank, titles, [(17, String(repeating: "9", count: 370))]) == [], "\(bank)")
    }
  }

  @Test func linesOfTheFile() throws {
    let titles = [ReturnFileSample.title400("06"), [], ReturnFileSample.title400("06")]
    // The blank line between them is no record.
    #expect(try warnings("237", titles, [(395, "000004")]) == [])
    #expect(try warnings("237", titles, [(395, "000005")]) == ["return-trailer-count"])
    #expect(try warnings("237", titles, [(395, "      ")]) == [])
  }

  @Test func placesByBank() throws {
    let told: [(String, [String], ClosedRange<Int>, ClosedRange<Int>?)] = [
      ("237", ["06"], 87...91, 92...103), ("070", ["05", "06"], 87...91, 92...103),
      ("077", ["06"], 116...120, 121...132), ("336", ["06", "07", "08", "75"], 17...22, 23...36),
      ("341", [], 213...220, nil), ("756", [], 164...171, nil),
    ]
    for (bank, codes, count, sum) in told {
      let places = try #require(ReturnTrailerPlaces.of(bank: bank), "\(bank)")
      #expect(places.occurrences == Set(codes) && places.count == count && places.sum == sum)
    }
    #expect(ReturnTrailerPlaces.of(bank: "001") == nil)
  }

  @Test func noMoreThanSoManyWarnings() throws {
    let one = ReturnFileSample.file400("237", [ReturnFileSample.title400("06")])
    let file = (0..<300).flatMap { _ in one }
    let read = try ReadReturn(file)
    #expect(read.reader.fileCount == 300 && read.entries.count == 300)
    #expect(read.reader.warnings.count == 200)
    #expect(read.reader.warnings.first?.detail.hasPrefix("Arquivo 2, banco 237: ") == true)
  }
}
