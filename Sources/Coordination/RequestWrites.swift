import SQLDatabase

/// The writes of one request. Where the database fails after one of them was committed, the request
/// fails with `DatabaseError.commitUnknown`: nobody is told that nothing was written.
package enum RequestWrites {
  package static func watch<Value: Sendable>(
    _ work: () async throws -> Value
  ) async throws -> Value {
    try await WriteLedger.watch(work)
  }
}
