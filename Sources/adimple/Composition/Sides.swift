import Coordination
import Credit
import DebtCollection
import Foundation
import World

/// A side of the product that was opened and must be closed, whatever happens in between.
protocol Side: Sendable {
  func close() async
}

extension Side {
  /// Works with the side and closes it, also where the work fails.
  func use<Value>(_ work: (Self) async throws -> Value) async throws -> Value {
    let outcome: Result<Value, any Error>
    do {
      outcome = .success(try await work(self))
    } catch {
      outcome = .failure(error)
    }
    await close()
    return try outcome.get()
  }
}

extension DatabaseOption {
  /// The work of a command on the creditor's side, with failures as sentences. It goes by the clock
  /// of the process that serves the database, which may be a virtual one.
  func withCreditor<Value>(
    _ work: (CreditorSide) async throws -> Value
  ) async throws -> Value {
    try await explained {
      let environment = try Environment.current()
      return try await CreditorSide.open(
        url: try url(environment), environment: environment, clock: .asServed
      ).use(work)
    }
  }
}
