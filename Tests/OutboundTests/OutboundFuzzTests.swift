import Fuzzing
import Outbound
import Testing

@Suite("Bytes of answers") struct OutboundFuzzTests {
  @Test(
    "no input stops a parser, grows in it or comes out as something else",
    arguments: FuzzedParser.outbound.map(\.name))
  func table(_ name: String) throws {
    let parser = try #require(FuzzedParser.outbound.first { $0.name == name })
    var run = FuzzRun(parser, seed: FuzzRun.seed)
    run.run(FuzzRun.count(of: parser))
    #expect(run.faults == [])
    #expect(run.taken > 0, "\(name): nothing is taken")
  }

  /// What stood behind a NUL was taken unread once.
  @Test(arguments: ["10.0.0.1\0", "10.0.0.1\0.example", "::1\0x"])
  func anAddressEndsWhereItsTextEnds(_ text: String) {
    #expect(NetworkAddress(text) == nil && NetworkAddress(plain: text) == nil)
    #expect(AddressRange(text) == nil && AddressRange(text + "/8") == nil)
  }
}
