import Fuzzing
import Testing

/// Every parser of `Credit` and `JSONText` with bytes that nobody would send on purpose. `make
/// fuzz` runs the same table for longer; `FUZZ_SEED` and `FUZZ_COUNT` move this run.
@Suite("Bytes from outside")
struct FuzzTests {
  @Test(
    "no input stops a parser, grows in it or comes out as something else",
    arguments: FuzzedParser.core.map(\.name))
  func table(_ name: String) throws {
    let parser = try #require(FuzzedParser.core.first { $0.name == name })
    var run = FuzzRun(parser, seed: FuzzRun.seed)
    run.run(FuzzRun.count(of: parser))
    #expect(run.faults == [])
    // A table whose corpus is refused would try nothing but refusals.
    #expect(run.taken >= parser.corpus.count / 2, "\(name): \(run.taken) taken")
  }

  @Test("no two parsers share a name")
  func names() {
    #expect(Set(FuzzedParser.core.map(\.name)).count == FuzzedParser.core.count)
  }

  @Test(
    "what once stopped a parser, or nearly did, is read or refused", arguments: FuzzCrashers.all)
  func kept(_ crasher: FuzzCrashers) throws {
    let parser = try #require(FuzzedParser.core.first { $0.name == crasher.parser })
    #expect(throws: Never.self, "\(crasher.name)") { try parser.attempt(crasher.bytes) }
  }

  @Test("a parser that breaks its promise is found")
  func finds() {
    let sloppy = FuzzedParser.text("sloppy", ["12", "007"]) {
      Int($0)
    } write: {
      ["\($0 + ($0 == 0 ? 1 : 0))"]
    }
    var run = FuzzRun(sloppy, seed: 1)
    run.run(500)
    #expect(run.faults.first?.hasPrefix("sloppy, seed 1: what it writes") == true)
    let greedy = FuzzedParser("greedy", corpus: [[65]]) { .taken(5_000 * $0.count) }
    var long = FuzzRun(greedy, seed: 1)
    long.run(10)
    #expect(long.faults.count == 3)
  }
}
