package import Credit
import Refusals
import SQLDatabase
import World

/// With what a title can be paid today.
package struct TitlePayment: Sendable {
  /// Principal, fine and interest of today.
  package let amount: Cents
  /// Boleto of the title and Pix of its branch; either may be missing.
  package let means: PaymentMeans
}

extension Receivables {
  /// Boleto and Pix code for what a title is worth today; nil where nothing is to be paid or
  /// nothing can be offered. The branch is the title's, else the person's, else the first one, as
  /// for a listing.
  package func titlePayment(of id: ID<Receivable>) async throws -> TitlePayment? {
    let today = world.clock.now().civilDate
    return try await database.read { transaction in
      guard let title = try ReceivableRows.find(id, in: transaction) else {
        throw Refusal.notFound("Título")
      }
      guard title.isPayable else { return nil }
      let branch = try transaction.first(
        """
        SELECT b.name, b.city, b.pix_key FROM branches b
        WHERE b.id = COALESCE(?1, (SELECT branch_id FROM people WHERE id = ?2),
          (SELECT MIN(id) FROM branches))
        """, [title.branch, title.person]
      ) { (name: try $0.text(0), city: try $0.text(1), key: try $0.optionalText(2)) }
      let charges = PaymentSplit.charges(
        open: title.open, dueOn: title.dueOn, paidOn: today,
        alreadyPaid: try PaymentRows.chargesPaid(of: id, in: transaction))
      let amount = title.open + charges
      let pix = PaymentMeans.offered(
        slipLine: nil, key: branch?.key, amount: amount, name: branch?.name ?? "",
        city: branch?.city ?? "", number: id.description)
      let slip = PaymentMeans.offered(
        slipLine: title.slipLine, key: nil, amount: title.open, name: "", city: "", number: "")
      let means = PaymentMeans(slipLine: slip.slipLine, pixCode: pix.pixCode)
      return means.isEmpty ? nil : TitlePayment(amount: amount, means: means)
    }
  }
}
