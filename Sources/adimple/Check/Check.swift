import ArgumentParser
import Credit
import Foundation
import JSONText
import World

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Confere documentos, boletos, prazos de baixa e códigos Pix.",
    subcommands: [
      CheckDocument.self, CheckSlip.self, CheckRemovalDeadline.self, CheckPix.self,
    ])
}

struct CheckDocument: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document", abstract: "CPF e CNPJ, também o alfanumérico.")

  @Argument(help: "valores; sem eles, um por linha na entrada padrão")
  var values: [String] = []

  func run() throws {
    try CheckedValues.each(values) { value in
      do throws(DocumentError) {
        let document = try Document.parse(value)
        return [
          "input": .string(value), "valid": true, "kind": .string(document.kind.rawValue),
          "normalized": .string(document.bare), "reason": .null,
        ]
      } catch {
        return [
          "input": .string(value), "valid": false, "kind": .null, "normalized": .null,
          "reason": .string(error.message),
        ]
      }
    }
  }
}

struct CheckSlip: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slip", abstract: "Linha digitável ou código de barras de boleto.")

  @Argument(help: "linhas; sem elas, uma por linha na entrada padrão")
  var lines: [String] = []

  func run() throws {
    let today = SystemClock().now().civilDate
    try CheckedValues.each(lines) { value in
      do throws(SlipError) {
        let slip = try BankSlip(parsing: value)
        return [
          "input": .string(value), "valid": true,
          "kind": .string(slip.kind == .collection ? "collection" : "utility"),
          "normalized": .string(slip.line), "reason": .null, "barcode": .string(slip.barcode),
          "bank": .optional(slip.bank), "amountCents": .optional(integer: slip.amount?.amount),
          "dueOn": .optional(slip.dueOn(today: today)),
        ]
      } catch {
        return [
          "input": .string(value), "valid": false, "kind": .null, "normalized": .null,
          "reason": .string(error.sentence), "barcode": .null, "bank": .null,
          "amountCents": .null, "dueOn": .null,
        ]
      }
    }
  }
}

struct CheckRemovalDeadline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "removal-deadline",
    abstract: "Até quando a baixa deve ser pedida, dado o dia em que o dinheiro ficou disponível.")

  @Argument(help: "datas aaaa-mm-dd; sem elas, uma por linha na entrada padrão")
  var dates: [String] = []

  func run() throws {
    try CheckedValues.each(dates) { value in
      let date = CivilDate(iso: value) ?? CivilDate(brazilian: value)
      guard let date, DateBound.any.contains(date) else {
        return [
          "availableOn": .null, "dueOn": .null, "input": .string(value),
          "reason": .string(
            date == nil ? "A data deve ser aaaa-mm-dd." : "A data " + DateBound.any.detail),
        ]
      }
      return [
        "availableOn": .string(date.description),
        "dueOn": .string(RemovalDeadline.dueOn(availableOn: date).description),
      ]
    }
  }
}

struct CheckPix: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pix", abstract: "Código Pix copia e cola.")

  @Argument(help: "códigos; sem eles, um por linha na entrada padrão")
  var codes: [String] = []

  func run() throws {
    try CheckedValues.each(codes) { value in
      do throws(PixError) {
        let code = try PixCode(parsing: value)
        return [
          "input": .string(value), "valid": true,
          "kind": .string(
            code.isRecurrenceOnly ? "recurrence" : code.isDynamic ? "dynamic" : "static"),
          "normalized": .string(code.text), "reason": .null,
          "amountCents": .optional(integer: code.amount?.amount),
          "merchantName": .string(code.merchantName), "merchantCity": .string(code.merchantCity),
        ]
      } catch {
        return [
          "input": .string(value), "valid": false, "kind": .null, "normalized": .null,
          "reason": .string(error.sentence),
        ]
      }
    }
  }
}
