import Credit
import JSONText

/// The score of a report: a fictitious model whose every step can be told (LGPD, art. 20).
struct ReportScore: Sendable {
  static let minimum = 0
  static let maximum = 1_000
  static let model = "referencia"
  static let version = "2.0"
  /// Of a document with nothing against it: never low, so that a clean document is one that a
  /// tester can lend to.
  private static let cleanRange = 450...990

  let value: Int
  let reasons: [(code: String, detail: String)]

  /// The classes of the scale from the best one down, with the least score of each.
  static let bands: [(from: Int, code: String, name: String)] = [
    (700, "low", "Risco baixo"), (400, "medium", "Risco médio"), (200, "high", "Risco alto"),
    (0, "very-high", "Risco muito alto"),
  ]

  /// Points that one entry of a block takes, the most that the block takes, and its words.
  private static let weights: [(ReportSection, each: Int, most: Int, words: String)] = [
    (.listings, 250, 600, "Há negativações visíveis no registro."),
    (.protests, 200, 400, "Há protestos em cartório."),
    (.lawsuits, 150, 300, "Há ações judiciais de cobrança."),
    (.badCheques, 150, 300, "Há cheques sem fundos."),
    (.bankruptcies, 500, 500, "Há falência ou recuperação judicial."),
  ]

  init(_ content: ReportContent) {
    var draw = SeededDraw(content.person.document, "score")
    var value = draw.number(Self.cleanRange)
    var reasons: [(code: String, detail: String)] = []
    switch content.person.behaviour {
    case .spotless:
      value = Self.maximum
      reasons.append(("long-history", "Histórico longo de pagamentos em dia."))
    case .lowScore:
      value = 120 + value % 100
      reasons.append(("short-history", "Histórico de pagamentos curto ou irregular."))
    default: break
    }
    for weight in Self.weights {
      let count = content.occurrences[weight.0]?.count ?? 0
      guard count > 0 else { continue }
      value -= min(count * weight.each, weight.most)
      reasons.append(("has-\(weight.0.rawValue)", weight.words))
    }
    if (content.occurrences[.inquiries]?.count ?? 0) > Self.manyInquiries {
      value -= 50
      reasons.append(("many-inquiries", "Muitas consultas nos últimos 90 dias."))
    }
    if reasons.isEmpty { reasons = [("nothing-found", "Nenhuma restrição visível.")] }
    self.value = min(Self.maximum, max(Self.minimum, value))
    self.reasons = reasons
  }

  /// More inquiries than these in ninety days count against a document.
  private static let manyInquiries = 10

  var band: (from: Int, code: String, name: String) {
    Self.bands.first { value >= $0.from } ?? Self.bands[Self.bands.count - 1]
  }

  var json: JSON {
    [
      "value": .integer(Int64(value)), "minimum": .integer(Int64(Self.minimum)),
      "maximum": .integer(Int64(Self.maximum)), "model": .string(Self.model),
      "modelVersion": .string(Self.version),
      "band": ["code": .string(band.code), "name": .string(band.name)],
      "reasons": .array(reasons.map { .string($0.detail) }),
      "reasonCodes": .array(reasons.map { .string($0.code) }),
    ]
  }
}

/// What the bureau suggests; the creditor decides.
struct ReportDecision: Sendable {
  enum Suggestion: String, Sendable { case approve, review, decline }

  let suggestion: Suggestion
  let reason: String

  init(_ content: ReportContent, score: ReportScore?) {
    let alerts = [ReportSection.documentAlerts, .death].contains {
      !(content.occurrences[$0] ?? []).isEmpty
    }
    switch (content.isRestricted, content.isPartial) {
    case (true, _):
      (suggestion, reason) = (.decline, "Constam restrições.")
    case (false, true):
      (suggestion, reason) = (.review, "Uma fonte não respondeu: o resultado não é conclusivo.")
    case (false, false) where alerts:
      (suggestion, reason) = (.review, "Há um alerta sobre o titular ou o seu documento.")
    case (false, false) where (score?.value ?? 0) < ReportScore.bands[1].from:
      (suggestion, reason) = (.review, "A pontuação é baixa.")
    case (false, false):
      (suggestion, reason) = (.approve, "Nada consta nas fontes consultadas.")
    }
  }

  var json: JSON {
    ["suggestion": .string(suggestion.rawValue), "reason": .string(reason)]
  }
}
