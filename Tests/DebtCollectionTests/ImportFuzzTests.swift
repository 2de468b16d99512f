import Fuzzing
import Testing

@Suite("Bytes of files") struct ImportFuzzTests {
  @Test(
    "no input stops a parser, grows in it or comes out as something else",
    arguments: FuzzedParser.imports.map(\.name))
  func table(_ name: String) throws {
    let parser = try #require(FuzzedParser.imports.first { $0.name == name })
    var run = FuzzRun(parser, seed: FuzzRun.seed)
    run.run(FuzzRun.count(of: parser))
    #expect(run.faults == [])
    #expect(run.taken > 0, "\(name): nothing is taken")
  }
}
