import HTTPService
import HTTPTypes
import SQLDatabase
import Testing

@testable import CreditorAPI
@testable import CreditorPages

@Suite("Unknown outcomes")
struct UnknownOutcomeTests {
  @Test("a COMMIT whose answer was lost is not told as nothing written")
  func sentence() throws {
    let problem = try #require(Problem.telling(DatabaseError.commitUnknown))
    #expect(problem.status == .serviceUnavailable)
    #expect(problem.code == "outcome-unknown")
    #expect(problem.headers[.retryAfter] != nil)
    #expect(!problem.detail.contains("nada foi gravado"))
    #expect(problem.detail.contains("não se sabe"))
    #expect(!DatabaseError.commitUnknown.isRetryable)
  }
}
