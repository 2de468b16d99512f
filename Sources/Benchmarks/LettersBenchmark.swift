import Credit
import Foundation
import JSONText
import Letters

/// Notice letters with DataMatrix, CEPNet bars, tracking number, boleto and two QR codes, one file
/// each; against cairo drawing the same words without layout. Time is processor time of the one
/// thread that draws, so that other work on the machine does not count.
struct LettersBenchmark {
  static let rowsUsual = 500
  /// The second reading of the memory comes after so many times the letters of the first.
  private static let growth = 5

  private let count: Int
  private let runs: Int

  init(_ setting: BenchmarkSetting) {
    count = setting.rows ?? Self.rowsUsual
    runs = setting.runs
  }

  func measure() throws -> JSON {
    let batch = NoticeLetterBatch()
    _ = try batch.render(BenchmarkLetter.make(0))
    try render(0..<count, batch)
    let peak = Measured.peakMebibytes
    try render(count..<(count * Self.growth), batch)
    let peakLater = Measured.peakMebibytes
    var letters = Measured()
    var floor = Measured()
    var bytes = 0
    for run in 0..<(runs + 1) {
      let numbers = (run * count)..<((run + 1) * count)
      let (spent, size) = try Self.processorTime { try render(numbers, batch) }
      let (bare, _) = try Self.processorTime {
        try numbers.reduce(0) {
          try $0 + LettersFloor.draw(NoticeLetterText(BenchmarkLetter.make($1)).plain).count
        }
      }
      // The first pair only warms up.
      guard run > 0 else { continue }
      letters.add(spent)
      floor.add(bare)
      bytes = size
    }
    return [
      "name": "letters", "letters": .integer(Int64(count)), "runs": .integer(Int64(runs)),
      "lettersPerSecond": Measured.decimal(Double(count) / letters.median),
      "floorPerSecond": Measured.decimal(Double(count) / floor.median),
      "ratioToFloor": Measured.decimal(letters.median / floor.median),
      "bytesPerLetter": .integer(Int64(bytes / count)),
      "peakMebibytes": peak, "peakMebibytesLater": peakLater,
      "lettersLater": .integer(Int64(count * Self.growth)),
    ]
  }

  /// Prints the letters and throws each away; tells the sum of their sizes.
  @discardableResult
  private func render(_ numbers: Range<Int>, _ batch: NoticeLetterBatch) throws -> Int {
    var sum = 0
    for number in numbers {
      let letter = try batch.render(BenchmarkLetter.make(number))
      sum += letter.count
      // What repeats must be the same, and every letter whole.
      let isWhole =
        letter.starts(with: Array("%PDF-1.5".utf8))
        && letter.suffix(6).elementsEqual(Array("%%EOF\n".utf8))
      guard isWhole else {
        throw BenchmarkFailure("A medida falhou: a carta \(number) não está inteira.")
      }
    }
    guard let last = numbers.last else { return sum }
    let again = try batch.render(BenchmarkLetter.make(last))
    let alone = try NoticeLetterPDF.render(BenchmarkLetter.make(last))
    guard again == alone else {
      throw BenchmarkFailure("A medida falhou: a mesma carta saiu com outros bytes.")
    }
    return sum
  }

  private static func processorTime<Value>(
    _ work: () throws -> Value
  ) rethrows -> (Duration, Value) {
    let start = now()
    let value = try work()
    return (.nanoseconds(now() - start), value)
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
