import Coordination
import Credit
import Refusals
import SQLDatabase
import Sealing
import World

/// What a code of a letter came to.
package enum LetterOpening: Sendable {
  case opened(ConsumerHolder)
  /// The code was used before, and the letter is a paper that others may hold: it opens again for
  /// whoever tells these.
  case asks([ConsumerProof.Part])
  /// What was told is not what the record says.
  case wrongProof([ConsumerProof.Part])
  /// No letter has such a code, or its time is over.
  case unknown
}

extension Register {
  /// Wrong proofs for one letter from one address; the same letter opens from any other.
  static let wrongProofPolicy = TryCounter.Policy(
    name: "letter-proof", quota: 5, windowSeconds: 900)
  /// Wrong proofs for one letter from everywhere, in a day: who holds somebody else's letter and
  /// many addresses does not try out dates of birth.
  static let wrongProofsOfLetter = TryCounter.Policy(
    name: "letter-proof-all", quota: 200, windowSeconds: 86_400)

  /// Opens what concerns a person by the code of a letter, as `accessCodeHash` gives it: once by
  /// the code alone, and from then on with a proof that does not stand on the letter.
  ///
  /// - Parameter address: whose tries are counted together. Throws 429 after too many wrong ones.
  package func openLetter(
    codeHash: [UInt8], proof: ConsumerProof = ConsumerProof(), from address: String
  ) async throws -> LetterOpening {
    try await checkWrongCodes(of: address)
    guard let holder = try await consumer(codeHash: codeHash) else {
      try await countWrongCode(of: address)
      return .unknown
    }
    if try await openFirst(codeHash) { return .opened(holder) }
    let expected = try await proofData(of: holder)
    guard !proof.isEmpty else { return .asks(expected.parts) }
    let now = world.clock.now()
    let key = Hexadecimal.encode(codeHash)
    if let seconds = try await wrongProofs.take("\(key) \(address)", at: now) {
      throw Refusal.tooManyRequests(retryAfterSeconds: seconds)
    }
    if let seconds = try await letterProofs.take(key, at: now) {
      try await wrongProofs.giveBack("\(key) \(address)")
      throw Refusal.tooManyRequests(retryAfterSeconds: seconds)
    }
    guard expected.isProven(by: proof) else { return .wrongProof(expected.parts) }
    try await wrongProofs.giveBack("\(key) \(address)")
    try await letterProofs.giveBack(key)
    return .opened(holder)
  }

  /// Spends the one opening by the code alone; false where it was spent before.
  private func openFirst(_ codeHash: [UInt8]) async throws -> Bool {
    let now = world.clock.now()
    return try await database.write { transaction in
      try transaction.execute(
        "UPDATE notices SET opened_at = ?2 WHERE access_code_hash = ?1 AND opened_at IS NULL",
        [codeHash, now.microseconds]) == 1
    }
  }

  private func proofData(of holder: ConsumerHolder) async throws -> ExpectedProof {
    try await database.read { transaction in
      guard let stored = try RecordRows.find(holder.record, transaction) else {
        throw RecordRefusal.damaged("a pessoa")
      }
      return ExpectedProof(try debtor(of: stored))
    }
  }
}
