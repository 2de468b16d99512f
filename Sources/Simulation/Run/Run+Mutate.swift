import Credit
import DebtCollection
import SQLDatabase

extension Run {
  /// Breaks on purpose what the setting says, once a day.
  func mutateOverNight() async throws {
    guard let mutation = history.setting.mutation else { return }
    let moment = now.microseconds
    let day = Int64(today.daysSinceEpoch)
    switch mutation {
    case .swallowedRemovals: sides.network.swallowRemovals()
    case .freedBlocks:
      try await creditor(
        """
        UPDATE listing_blocks SET released_at = \(moment), released_by = 'x', release_note = 'x'
        WHERE released_at IS NULL
        """)
      try await creditor("UPDATE receivables SET reinclusion_blocked = 0")
    case .agedMinors: try await creditor("UPDATE people SET birth_on = birth_on - 8000")
    case .skippedTerm:
      try await bureau(
        """
        UPDATE records SET visible_from_on = notice_issued_on + 1 WHERE state = 'noticePeriod'
        """)
    case .brokenPromise:
      try await bureau(
        """
        UPDATE records SET visible_from_on = visible_from_on + 5
        WHERE state = 'noticePeriod' AND visible_from_on = \(day + 1)
        """)
    case .keptForEver: try await bureau("UPDATE records SET expires_on = expires_on + 4000")
    case .resurrected:
      try await bureau(
        """
        UPDATE records SET state = 'visible', removed_at = NULL, removal_reason = NULL
        WHERE id = (SELECT MAX(id) FROM records WHERE state = 'removed'
          AND visible_at IS NOT NULL)
        """)
    case .listedTwice:
      try await bureau(
        """
        UPDATE records SET reference = reference || '-2'
        WHERE id = (SELECT MAX(id) FROM records WHERE state = 'visible')
        """)
    case .raisedAmount:
      try await bureau(
        """
        UPDATE records SET amount_cents = amount_cents + 1
        WHERE id = (SELECT MAX(id) FROM records WHERE state = 'visible')
        """)
    case .vanishedRecord where now >= history.end:
      try await bureau(
        """
        UPDATE records SET state = 'removed', removed_at = \(moment), removal_reason = 'payment'
        WHERE id = (SELECT MAX(id) FROM records WHERE state = 'visible')
        """)
    default: try await mutateMoney(mutation)
    }
  }

  private func mutateMoney(_ mutation: Mutation) async throws {
    switch mutation {
    case .silentSettlement:
      try await creditor(
        """
        UPDATE receivables SET status = 'paid', open_cents = 0 WHERE id = (SELECT MIN(receivable_id)
          FROM listings WHERE state = 'active' AND removal_requested_at IS NULL)
        """)
    case .doubledPayment:
      try await creditor(
        """
        UPDATE payments SET signature = signature || '-2'
        WHERE id = (SELECT MAX(id) FROM payments)
        """)
    case .lostPayment:
      try await creditor("DELETE FROM payments WHERE id = (SELECT MAX(id) FROM payments)")
    case .lostCent:
      try await creditor(
        """
        UPDATE receivables SET open_cents = open_cents - 1
        WHERE id = (SELECT MAX(id) FROM receivables WHERE open_cents > 1 AND status = 'open')
        """)
    case .silentRefusal:
      try await creditor("UPDATE collection_decisions SET reasons = '[]'")
    case .mutedAlarm:
      // Removals are late only while the bureau is down for long.
      if now > History.start.adding(seconds: 20 * 86_400) {
        sides.network.bureauIsDown(until: now.adding(seconds: 2 * 86_400))
        disturb(seconds: 2 * 86_400)
      }
      try await creditor("DELETE FROM alarms")
    case .forgedTimeline:
      try await creditor("UPDATE timeline SET detail = detail || '!' WHERE sequence = 1")
    case .loggedDocument:
      sides.log.add("debug a person was seen document=\(book.debtors[0].document.bare)")
    default: break
    }
  }

  private func creditor(_ sql: String) async throws {
    _ = try await sides.creditorTruth.write { try $0.execute(sql) }
  }

  private func bureau(_ sql: String) async throws {
    _ = try await sides.bureauTruth.write { try $0.execute(sql) }
  }
}
