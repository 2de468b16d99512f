package import Credit
package import JSONText
import Refusals
import SQLDatabase
import World

/// An e-mail that went out, and what is known of it.
struct SentMail: Sendable {
  /// Masked.
  let recipient: String
  let hash: [UInt8]
  let reply: String?
  var deliveredAt: Instant?
  var bouncedAt: Instant?
  /// Nil where delivery is proven.
  var provenUntil: Instant?
}

extension Register {
  /// Cut-offs that pass after the sending before a letter takes the place of an e-mail whose
  /// delivery nobody has confirmed.
  static let mailProofCutOffs = 2

  func sendMail(
    _ notice: PrintableNotice, to address: String, at now: Instant
  ) throws -> SentMail {
    let message = MailMessage(
      try letter(of: notice, for: .person), to: address, messageID: "\(notice.id)@" + mailDomain)
    func sent(_ reply: String?) -> SentMail {
      SentMail(recipient: MailServer.masked(address), hash: message.hash, reply: reply)
    }
    switch MailServer.send(message, to: address) {
    case .accepted(let reply):
      var mail = sent(reply)
      mail.deliveredAt = now
      return mail
    case .refused(let reply):
      var mail = sent(reply)
      mail.bouncedAt = now
      mail.provenUntil = nextCutOff(after: now)
      return mail
    case .silent:
      var mail = sent(nil)
      mail.provenUntil = (0..<Self.mailProofCutOffs).reduce(now) { instant, _ in
        nextCutOff(after: instant)
      }
      return mail
    }
  }

  private var mailDomain: String {
    options.email.split(separator: "@").last.map(String.init) ?? "bureau.example"
  }

  /// Makes the recipient's server take (or return) the e-mail of a record's newest notice.
  package func forceMail(
    _ outcome: MailOutcome, of id: ID<ListedRecord>, participant: ID<Participant>
  ) async throws -> JSON {
    let now = world.clock.now()
    do {
      return try await database.write { transaction in
        guard var stored = try RecordRows.find(id, transaction),
          stored.record.participant == participant
        else { throw Refusal.missing("Não existe registro com este id.") }
        let notice = try transaction.first(
          """
          SELECT id, channel, message_sha256 FROM notices
          WHERE record_id = ?1 ORDER BY attempt DESC LIMIT 1
          """, [id.number]
        ) { row in
          (id: try row.integer(0), channel: try row.text(1), hash: try row.optionalBytes(2) ?? [])
        }
        guard let notice, notice.channel == NoticeChannel.email.rawValue else {
          throw Refusal.conflict(
            code: "no-mail", "A última notificação deste registro não foi por e-mail.")
        }
        switch outcome {
        case .delivered:
          try transaction.execute(
            """
            UPDATE notices SET delivered_at = ?2, server_reply = ?3, delivery_due_at = NULL
            WHERE id = ?1
            """, [notice.id, now.microseconds, MailServer.acceptance(of: notice.hash)])
          try change(&stored, .mailDelivered, actor: Actor.simulation, at: now, in: transaction)
        case .bounced(let reply):
          try transaction.execute(
            """
            UPDATE notices SET bounced_at = ?2, server_reply = ?3, delivery_due_at = ?4
            WHERE id = ?1
            """, [notice.id, now.microseconds, reply, column(nextCutOff(after: now))])
          try change(&stored, .mailBounced, actor: Actor.simulation, at: now, in: transaction)
        }
        return stored.record.json(evidence: try evidence(of: stored.record, in: transaction))
      }
    } catch let refusal as RecordRefusal {
      throw Refusal.conflict(
        code: "not-possible", "Isto não é possível com o registro como está: \(refusal).")
    }
  }
}

/// What a recipient's server says after the sending.
package enum MailOutcome: Hashable, Sendable {
  case delivered
  case bounced(reply: String)
}
