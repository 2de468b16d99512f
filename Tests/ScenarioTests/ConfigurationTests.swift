import Testing

@testable import adimple

/// What the program reads from its environment is known by name, or refused at the start.
@Suite struct ConfigurationTests {
  private static func refusal(_ variables: [String: String]) -> String? {
    do {
      _ = try Environment.read(variables)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func slipsOfThePenAreRefusedAllAtOnce() throws {
    let told = try #require(
      Self.refusal(["ADIMPLE_DATABSE": "sqlite:x", "ADIMPLE_PORT": "1", "PATH": "/bin"]))
    #expect(told.contains("Variável de ambiente desconhecida: ADIMPLE_DATABSE, ADIMPLE_PORT."))
    #expect(told.contains("ADIMPLE_DATABASE, ADIMPLE_EXCHANGE, ADIMPLE_KEY, ADIMPLE_LOG"))
    #expect(!told.contains("sqlite:x") && !told.contains("PATH"))
  }

  @Test func valuesThatAreNoneAreRefused() throws {
    #expect(Self.refusal(["ADIMPLE_LOG": "loud"])?.contains("ADIMPLE_LOG=loud") == true)
    for address in ["cobranca.example", "https://", "ftp://x"] {
      #expect(Self.refusal(["ADIMPLE_PUBLIC_URL": address]) != nil, "\(address)")
    }
    let read = try Environment.read([
      "ADIMPLE_PUBLIC_URL": "https://cobranca.example/", "ADIMPLE_LOG": "WARNING",
    ])
    #expect(read.publicURL == "https://cobranca.example" && "\(read.level)" == "warning")
  }
}
