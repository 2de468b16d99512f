import Credit
import SQLDatabase

extension Run {
  /// Payments are those that people made, each once, and what is open is what they leave.
  func checkMoney(_ scene: Scene) throws {
    for title in scene.titles {
      guard let place = book.placeOfTitle[title.id] else { continue }
      let known = book.titles[place]
      var applied: Int64 = 0
      var counts: [String: Int] = [:]
      for payment in title.payments {
        counts[payment.signature, default: 0] += 1
        guard payment.applied + payment.charges + payment.excess == payment.amount else {
          throw broken(.moneyAddsUp, "title \(place): \(payment.signature) is not divided whole")
        }
        guard let own = known.paid.first(where: { $0.signature == payment.signature }) else {
          throw broken(.nothingIsDoneTwice, "title \(place): nobody paid \(payment.signature)")
        }
        guard own.amount.amount == payment.amount else {
          throw broken(.moneyAddsUp, "title \(place): \(payment.signature) is another amount")
        }
        guard own.isReversed == payment.isReversed else {
          throw broken(.answeredIsKept, "title \(place): \(payment.signature) and its reversal")
        }
        if !payment.isReversed { applied += payment.applied }
      }
      if let doubled = counts.first(where: { $0.value > 1 }) {
        throw broken(.nothingIsDoneTwice, "title \(place): \(doubled.key) stands there twice")
      }
      for paid in known.paid where counts[paid.signature] == nil && !paid.isUnknown {
        throw broken(.answeredIsKept, "title \(place): \(paid.signature) is not there")
      }
      guard title.open == title.amount - applied, title.open >= 0 else {
        throw broken(
          .moneyAddsUp, "title \(place): \(title.amount) − \(applied) ≠ \(title.open)")
      }
      if known.isPlain, title.open != known.owed.amount {
        throw broken(
          .moneyAddsUp, "title \(place): open \(title.open), owed \(known.owed.amount)")
      }
    }
    guard scene.titles.count >= book.titles.count else {
      throw broken(.answeredIsKept, "a title that was brought is not there")
    }
  }

  /// What is refused or left out has a reason.
  func checkReasons(_ scene: Scene) async throws {
    for listing in scene.listings where listing.state == "rejected" {
      guard let reasons = listing.rejections, reasons != "[]" else {
        throw broken(.refusalsHaveReasons, "listing \(listing.id) was rejected without one")
      }
    }
    let from = watch.lastLeftOut
    let (last, silent) = try await sides.creditorTruth.read { transaction in
      (
        try transaction.first("SELECT MAX(run_id) FROM collection_decisions") {
          try $0.optionalInteger(0)
        } ?? nil,
        try transaction.first(
          """
          SELECT receivable_id FROM collection_decisions
          WHERE run_id >= ?1 AND outcome = 'leftOut' AND reasons IN ('', '[]') LIMIT 1
          """, [from]
        ) { try $0.integer(0) }
      )
    }
    watch.lastLeftOut = last ?? 0
    if let silent { throw broken(.refusalsHaveReasons, "title \(silent) was left out silently") }
  }
}
