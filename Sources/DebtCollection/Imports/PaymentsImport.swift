import Credit
import Refusals
import SQLDatabase
import World

private enum Column {
  static let title = 0, amount = 1, paid = 2, available = 3
}

/// Writes a chunk of `payments.csv`.
enum PaymentsImport {
  static func run(
    _ lines: [ImportLine], office: Office, actor: Actor, in transaction: Transaction
  ) throws -> ImportOutcome {
    var titles: [String: ID<Receivable>] = [:]
    try KeyedRows.forEach(
      "SELECT external_code, id FROM receivables WHERE external_code IN",
      keys: Set(lines.filter(\.isReadable).map { $0.text(Column.title) }).map(\.sqlValue),
      in: transaction
    ) { titles[try $0.text(0)] = try $0.id(1) }
    var outcome = ImportOutcome()
    for read in lines {
      var line = read
      guard line.isReadable, let payment = parse(&line, titles: titles), !line.isRefused else {
        outcome.refuse(line)
        continue
      }
      do {
        let settlement = try office.payments.record(payment, actor: actor, in: transaction)
        if !settlement.isNew {
          outcome.unchanged += 1
        } else if settlement.wasClosed {
          outcome.alreadyPaid += 1
          outcome.owedBack += settlement.excess
        } else {
          outcome.created += 1
        }
      } catch let refusal as Refusal {
        if refusal.faults.isEmpty { line.refuse(refusal.code, refusal.detail) }
        for fault in refusal.faults { line.refuse(fault.code, fault.detail) }
        outcome.refuse(line)
      }
    }
    return outcome
  }

  private static func parse(
    _ line: inout ImportLine, titles: [String: ID<Receivable>]
  ) -> NewPayment? {
    let code = line.code(Column.title, named: "o código do título")
    let title = titles[code]
    if !code.isEmpty, title == nil {
      line.refuse("unknown-receivable", "O título não existe; importe os títulos antes.")
    }
    let amount = line.money(Column.amount)
    let paid = line.date(Column.paid, named: "o dia do pagamento", isRequired: true)
    let available = line.date(Column.available, named: "o dia em que o dinheiro ficou disponível")
    guard let title, let amount, let paid else { return nil }
    let signature = [
      "import", code, String(amount.amount), paid.description,
      (available ?? paid).description, String(line.ordinal),
    ].joined(separator: "|")
    var payment = NewPayment(
      receivable: title, amount: amount, paidOn: paid, availableOn: available, origin: .file,
      signature: signature)
    payment.basis = .received
    // The money has come, whatever the title is.
    payment.takesExcess = true
    return payment
  }

  /// Equal for lines that tell of the same payment, whatever file they are in.
  static func content(_ line: ImportLine) -> [String]? {
    guard line.isReadable else { return nil }
    let dates = [Column.paid, Column.available].map { column in
      (CivilDate(brazilian: line.text(column)) ?? CivilDate(iso: line.text(column)))?.description
    }
    let amount = Cents(parsing: line.text(Column.amount))?.amount
    return [
      line.text(Column.title), amount.map { String($0) } ?? "", dates[0] ?? "",
      dates[1] ?? dates[0] ?? "",
    ]
  }
}

/// Tells lines with the same content apart: a customer may pay the same amount twice a day.
///
/// Nine bytes a line are what an import of payments keeps in memory. The hash is the same in every
/// process (FNV-1a), so that the same file always gives the same numbers.
struct PaymentOrdinals: Sendable {
  private var counts: [UInt64: UInt32] = [:]

  mutating func number(_ lines: inout [ImportLine]) {
    for index in lines.indices {
      guard let content = PaymentsImport.content(lines[index]) else { continue }
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for part in content {
        for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ 0x1F) &* 0x100_0000_01b3
      }
      let count = counts[hash, default: 0] &+ 1
      counts[hash] = count
      lines[index].ordinal = Int(count)
    }
  }
}
