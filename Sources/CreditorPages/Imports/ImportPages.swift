import Credit
import DebtCollection
import Markup
import Pages

/// Addresses of Financeiro › Importações and Importar retorno bancário.
enum ImportPages {
  static let path = Contents.imports.path
  static let bankReturnPath = Contents.bankReturns.path
  /// What the address of each model of a file begins with.
  static let models = "\(path)/modelo"
  static let exportPath = Contents.importsExport.path
  static let bankReturnExportPath = Contents.bankReturnExport.path

  static func path(of job: ID<ImportJob>) -> String { Contents.importJob.path(job) }
  static func modelPath(of kind: ImportKind) -> String { Contents.importModel(kind).path }
}

/// How imports are called on the screens.
enum ImportWords {
  static let tables: [ImportKind] = [.people, .contracts, .receivables, .payments]

  static func label(_ kind: ImportKind) -> String {
    switch kind {
    case .people: "Pessoas"
    case .contracts: "Contratos"
    case .receivables: "Títulos"
    case .payments: "Recebimentos"
    case .bankReturn: "Retorno bancário"
    }
  }

  static func state(_ report: ImportReport) -> (label: String, tone: Tone) {
    switch report.state {
    case .running: ("Em andamento", .info)
    case .failed: ("Recusado", .bad)
    case .finished:
      report.confirmed != nil
        ? ("Confirmada", .good)
        : report.isDryRun
          ? (report.confirmUntil == nil ? "Só conferida" : "Espera confirmação", .waiting)
          : ("Terminada", .good)
    }
  }

  static func badge(_ report: ImportReport) -> HTML {
    Look.badge(state(report).label, state(report).tone)
  }

  static func label(_ outcome: BankReturnLine.Outcome) -> String {
    switch outcome {
    case .settled: "Liquidado"
    case .partial: "Pago em parte"
    case .waiting: "Aguarda compensação"
    case .reversed: "Estornado"
    case .ignored: "Sem efeito"
    case .alreadyPaid: "Já estava pago"
    case .paidAbove: "Pago a mais"
    case .paidAfterRemoval: "Pago depois da baixa"
    case .notOurs: "Não é nosso"
    case .unmatched: "Sem título"
    case .refused: "Recusado"
    }
  }

  static func tone(_ outcome: BankReturnLine.Outcome) -> Tone {
    switch outcome {
    case .settled, .paidAfterRemoval: .good
    case .paidAbove: .waiting
    case .partial, .waiting: .info
    case .reversed, .alreadyPaid: .waiting
    case .ignored, .notOurs: .neutral
    case .unmatched, .refused: .bad
    }
  }

  static func size(_ bytes: Int) -> String {
    bytes < 1_024
      ? "\(bytes) bytes"
      : bytes < 1_048_576
        ? "\(bytes / 1_024) kB"
        : "\(bytes / 1_048_576) MB"
  }
}
