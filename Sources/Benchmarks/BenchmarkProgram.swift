package import DebtCollection

/// What the measurements take from the program that is measured: how it is put together.
package struct BenchmarkProgram: Sendable {
  /// The program's own version.
  let version: String
  /// Adds an administrator with a password of his own.
  let addAdministrator: @Sendable (_ email: String, Office) async throws -> User
  /// The patterns of the pages that are read.
  let pagePatterns: @Sendable (Office) -> [String]
  /// Serves an office's pages on a free port of this machine, which it tells, until it is
  /// cancelled.
  let serve:
    @Sendable (Office, _ onBound: @escaping @Sendable (Int) async -> Void) async throws -> Void

  package init(
    version: String,
    addAdministrator: @escaping @Sendable (String, Office) async throws -> User,
    pagePatterns: @escaping @Sendable (Office) -> [String],
    serve:
      @escaping @Sendable (Office, @escaping @Sendable (Int) async -> Void) async throws -> Void
  ) {
    self.version = version
    self.addAdministrator = addAdministrator
    self.pagePatterns = pagePatterns
    self.serve = serve
  }
}

/// A measurement that did not do what it was to measure: one clear sentence.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
