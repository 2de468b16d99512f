/// What a trailer of 400 places counts and sums of the file itself, where its bank's manual says so
/// (bank-layouts, 6.2). All other totals are of the portfolio, and are not compared.
struct ReturnTrailerPlaces {
  /// Occurrences that are counted; empty counts every title.
  let occurrences: Set<String>
  let count: ClosedRange<Int>
  let sum: ClosedRange<Int>?

  static func of(bank: String) -> ReturnTrailerPlaces? {
    switch bank {
    case "237": ReturnTrailerPlaces(occurrences: ["06"], count: 87...91, sum: 92...103)
    case "070": ReturnTrailerPlaces(occurrences: ["05", "06"], count: 87...91, sum: 92...103)
    case "077": ReturnTrailerPlaces(occurrences: ["06"], count: 116...120, sum: 121...132)
    case "336":
      ReturnTrailerPlaces(
        occurrences: ["06", "07", "08", "75"], count: 17...22, sum: 23...36)
    case "341": ReturnTrailerPlaces(occurrences: [], count: 213...220, sum: nil)
    case "756": ReturnTrailerPlaces(occurrences: [], count: 164...171, sum: nil)
    default: nil
    }
  }
}

/// What was read of one file among those that may have been joined.
struct ReturnFileCount {
  /// Lines that are not blank.
  var records = 0
  var hasTrailer = false
  var collectionRecords = 0
  var otherRecords = 0
  /// Titles and money that the trailer counts too.
  var counted = 0
  var countedPaid = Cents.zero
  /// Notices about layouts that were given.
  var told: Set<String> = []
  /// Why all its records are refused.
  var isRefused = false
  /// The title that the last detail told of (Banrisul's shares).
  var lastTitle = ""
}

extension ReturnFileReader {
  /// Compares what the trailer counts with what was read. Nothing is undone by it.
  mutating func checkTrailer(counts: Int?, _ line: ReturnLine) {
    file.hasTrailer = true
    if let counts, counts != file.records {
      warn(
        "return-trailer-count",
        "O registro final conta \(counts) registros e o arquivo tem \(file.records); pode estar"
          + " cortado ou alterado: baixe-o outra vez.")
    }
    guard let header, header.layout == .cnab400,
      let places = ReturnTrailerPlaces.of(bank: header.bank)
    else { return }
    if let count = line.number(places.count), count > 0, count != file.counted {
      warn(
        "return-trailer-titles",
        "O registro final conta \(count) títulos e o arquivo tem \(file.counted); confira com o"
          + " banco.")
    }
    guard let sum = places.sum else { return }
    let told = line.informedAmount(sum)
    if told > .zero, told != file.countedPaid {
      warn(
        "return-trailer-sum",
        "O registro final soma \(told) e as linhas somam \(file.countedPaid); confira com o"
          + " banco.")
    }
  }

  mutating func count(_ entry: ReturnEntry) {
    guard entry.layout == .cnab400, let places = ReturnTrailerPlaces.of(bank: entry.bank) else {
      return
    }
    if places.occurrences.isEmpty || places.occurrences.contains(entry.occurrence) {
      file.counted += 1
      file.countedPaid += entry.paid
    }
  }

  /// A finding about the file that is being read.
  mutating func warn(_ code: String, _ detail: String) {
    guard warnings.count < Self.maximumWarnings else { return }
    let name = fileCount > 1 ? "Arquivo \(fileCount), banco \(header?.bank ?? "?"): " : ""
    warnings.append(ReturnFault(line: lineCount, code: code, detail: name + detail))
  }
}
