/// With what a debt can be paid: the line of a boleto and a Pix code, as they go to a bureau and
/// are printed there. Each is judged against the debt; what is sent must be right.
package struct PaymentMeans: Hashable, Sendable {
  /// The digits of the line; nil where there is no boleto.
  package let slipLine: String?
  /// Copia e cola; nil where there is none.
  package let pixCode: String?

  package static let none = PaymentMeans(slipLine: nil, pixCode: nil)

  package init(slipLine: String?, pixCode: String?) {
    self.slipLine = slipLine
    self.pixCode = pixCode
  }

  package var isEmpty: Bool { slipLine == nil && pixCode == nil }

  /// Why a boleto or a code cannot be sent, in sentences.
  package struct Faults: Error, Hashable, Sendable {
    package let sentences: [String]
  }

  /// Both are checked, digits, checksum and amount; all faults at once. An amount that a boleto or
  /// a code leaves open fits every debt. A code that only agrees on payments to come (Pix
  /// Automático) pays nothing and counts as none.
  package static func checked(
    slipLine: String?, pixCode: String?, debt: Cents
  ) throws(Faults) -> PaymentMeans {
    var sentences: [String] = []
    var line: String?
    var code: String?
    if let slipLine {
      do throws(SlipError) {
        let slip = try BankSlip(parsing: slipLine)
        if let amount = slip.amount, amount != .zero, amount != debt {
          sentences.append("O boleto é de \(amount) e a dívida é de \(debt); envie o boleto certo.")
        }
        line = slip.line
      } catch {
        sentences.append(error.sentence)
      }
    }
    if let pixCode {
      do throws(PixError) {
        let pix = try PixCode(parsing: pixCode)
        if let amount = pix.amount, amount != .zero, amount != debt {
          sentences.append("O Pix é de \(amount) e a dívida é de \(debt); envie o código certo.")
        }
        code = pix.isRecurrenceOnly ? nil : pix.text
      } catch {
        sentences.append(error.sentence)
      }
    }
    guard sentences.isEmpty else { throw Faults(sentences: sentences) }
    return PaymentMeans(slipLine: line, pixCode: code)
  }

  /// What can be offered of a debt: the boleto whose amount is the debt's, and a code by the
  /// branch's key. What cannot be made is left out.
  package static func offered(
    slipLine: String?, key: String?, amount: Cents, name: String, city: String, number: String
  ) -> PaymentMeans {
    var line: String?
    if let slipLine {
      do throws(Faults) {
        line = try checked(slipLine: slipLine, pixCode: nil, debt: amount).slipLine
      } catch {
        // A part was paid meanwhile, or it never was right.
        line = nil
      }
    }
    return PaymentMeans(
      slipLine: line,
      pixCode: key.flatMap {
        pix($0, amount: amount, name: name, city: city, number: number)
      })
  }

  private static func pix(
    _ key: String, amount: Cents, name: String, city: String, number: String
  ) -> String? {
    do {
      return try PixCode(
        key: try PixKey(parsing: key), amount: amount, name: name, city: city, number: number
      ).text
    } catch {
      // A key that was kept before keys were checked.
      return nil
    }
  }
}
