import Testing

@testable import HTTPService

/// What is shown to this machine alone is not shown to a page of another site whose name was made
/// to lead here.
@Suite struct RebindingTests {
  @Test(arguments: [
    "localhost", "localhost:8080", "127.0.0.1", "127.0.0.1:8080", "127.9.9.9", "[::1]",
    "[::1]:8080",
  ])
  func aNameOfThisMachineIsOne(_ authority: String) {
    #expect(CallerMiddleware.isLoopbackName(authority))
  }

  @Test(arguments: [
    "", "mau.example", "localhost.mau.example", "mau.example:8080", "0.0.0.0", "[::]", "10.0.0.1",
    "1127.0.0.1", "a127.0.0.1", "127.mau.example", "127.0.0.1.mau.example",
    "127.0.0.1.mau.example:8080",
  ])
  func aNameOfAnotherIsNone(_ authority: String) {
    #expect(!CallerMiddleware.isLoopbackName(authority))
  }
}
