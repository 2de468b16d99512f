package import Credit
package import JSONText
import Refusals
import SQLDatabase
import World

/// The prepaid balance of a participant (saldo pré-pago), from which inquiries are paid.
///
/// It is debited in the transaction that answers: an inquiry that fails costs nothing, and one that
/// was answered was paid for.
package struct Account: Sendable {
  /// What a participant of the homologation begins with; enough for a year of load tests.
  static let openingCredit = Cents(100_000_000_00)
  /// The greatest balance that can be set.
  package static let balanceLimit = Cents(100_000_000_000)

  package let participant: ID<Participant>

  /// The balance. The row stays locked until the transaction ends, so that of two equal inquiries
  /// at one moment the second finds the first.
  func lock(at now: Instant, in transaction: Transaction) throws -> Cents {
    if let balance = try count(in: transaction) { return balance }
    let opened = try transaction.execute(
      """
      INSERT INTO participant_accounts (participant_id, balance_cents, inquiries)
      VALUES (?1, ?2, 0) ON CONFLICT (participant_id) DO NOTHING
      """, [participant.number, column(Self.openingCredit)])
    if opened == 1 {
      try note(Self.openingCredit, "crédito inicial de homologação", at: now, in: transaction)
    }
    guard let balance = try count(in: transaction) else {
      throw DatabaseError.unexpectedValue(column: 0, expected: "account")
    }
    return balance
  }

  private func count(in transaction: Transaction) throws -> Cents? {
    try transaction.first(
      """
      UPDATE participant_accounts SET inquiries = inquiries + 1 WHERE participant_id = ?1
      RETURNING balance_cents
      """, [participant.number]
    ) { Cents(try $0.integer(0)) }
  }

  /// Takes the price from the balance that `lock` told; refuses what it does not cover.
  func debit(_ price: Cents, from balance: Cents, in transaction: Transaction) throws {
    guard balance >= price else {
      throw Refusal.refused(
        code: "balance-exhausted",
        "O saldo de \(balance) não cobre a consulta de \(price); adquira créditos.")
    }
    try transaction.execute(
      """
      UPDATE participant_accounts SET balance_cents = balance_cents - ?2
      WHERE participant_id = ?1
      """, [participant.number, column(price)])
  }

  /// Whether the same document and product were paid for on the same day of Brasília.
  func hasPaid(
    _ index: [UInt8], _ product: OfferedProduct, on day: CivilDate, in transaction: Transaction
  ) throws -> Bool {
    try transaction.first(
      """
      SELECT 1 FROM inquiries WHERE participant_id = ?1 AND document_index = ?2 AND product = ?3
        AND at >= ?4 AND cost_cents > 0 LIMIT 1
      """, [participant.number, index, product.code, day.startOfDay.microseconds]
    ) { try $0.integer(0) } != nil
  }

  fileprivate func note(
    _ amount: Cents, _ words: String, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      "INSERT INTO account_credits (id, participant_id, at, amount_cents, note) "
        + "VALUES (?1, ?2, ?3, ?4, ?5)",
      [
        try transaction.nextIdentifier(), participant.number, now.microseconds, column(amount),
        words,
      ])
  }
}

extension Register {
  /// The balance and what was spent today.
  package func balance(of participant: ID<Participant>) async throws -> JSON {
    let now = world.clock.now()
    return try await database.read { transaction in
      let balance = try transaction.first(
        "SELECT balance_cents FROM participant_accounts WHERE participant_id = ?1",
        [participant.number]
      ) { Cents(try $0.integer(0)) }
      let spent = try transaction.first(
        """
        SELECT COUNT(*), SUM(cost_cents) FROM inquiries
        WHERE participant_id = ?1 AND at >= ?2 AND cost_cents > 0
        """, [participant.number, now.civilDate.startOfDay.microseconds]
      ) { (count: try $0.integer(0), total: try $0.optionalInteger(1) ?? 0) }
      return [
        "balanceCents": .integer((balance ?? Account.openingCredit).amount),
        "asOf": .string(now.description),
        "today": [
          "billedInquiries": .integer(spent?.count ?? 0),
          "spentCents": .integer(spent?.total ?? 0),
        ],
      ]
    }
  }

  /// Sets a balance; the difference is kept as a credit. Only for rehearsals.
  package func setBalance(
    _ balance: Cents, of participant: ID<Participant>
  ) async throws -> JSON {
    let now = world.clock.now()
    try await database.write { transaction in
      let account = Account(participant: participant)
      let before = try account.lock(at: now, in: transaction)
      try transaction.execute(
        "UPDATE participant_accounts SET balance_cents = ?2 WHERE participant_id = ?1",
        [participant.number, column(balance)])
      try account.note(
        Cents(balance.amount - before.amount), "ajuste da simulação", at: now, in: transaction)
    }
    return try await self.balance(of: participant)
  }
}
