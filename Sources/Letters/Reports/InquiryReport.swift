package import Credit

/// An inquiry (consulta) as it is printed and filed: all words are ready, nothing is decided here.
///
/// The one thing the printout decides itself is honesty: where a source did not answer, no text
/// may read as if nothing was found (`InquiryReportPDF`).
package struct InquiryReport: Hashable, Sendable {
  /// What was found, in one word; the sentence comes from it and from the sources.
  package enum Verdict: Hashable, Sendable {
    case clean, restricted, partial, notFound, failed
    /// No restriction, but something that must be looked at: a death, a stolen document.
    case alerted
    /// The bureau's name for the document is not the one on our card.
    case identity
  }

  package struct Score: Hashable, Sendable {
    package var value: Int
    package var minimum: Int
    package var maximum: Int
    /// "Risco baixo".
    package var band: String
    /// What moved it, in the bureau's words.
    package var reasons: [String]

    package init(
      value: Int, minimum: Int, maximum: Int, band: String, reasons: [String] = []
    ) {
      self.value = value
      self.minimum = minimum
      self.maximum = maximum
      self.band = band
      self.reasons = reasons
    }
  }

  /// One row of the summary.
  package struct SummaryBlock: Hashable, Sendable {
    package var name: String
    package var count: Int
    package var total: Cents?
    package var firstOn: CivilDate?
    package var lastOn: CivilDate?

    package init(
      name: String, count: Int, total: Cents?, firstOn: CivilDate?, lastOn: CivilDate?
    ) {
      self.name = name
      self.count = count
      self.total = total
      self.firstOn = firstOn
      self.lastOn = lastOn
    }
  }

  /// A list of the report (negativações, protestos, …).
  package struct Section: Hashable, Sendable {
    package var name: String
    package var columns: [String]
    package var rows: [[String]]
    /// Columns of amounts are set to the right.
    package var amountColumns: Set<Int>
    /// One record of which each column is a fact: the registration of a company, for instance.
    package var isRecord: Bool

    package init(
      name: String, columns: [String], rows: [[String]], amountColumns: Set<Int> = [],
      isRecord: Bool = false
    ) {
      self.isRecord = isRecord
      self.name = name
      self.columns = columns
      self.rows = rows
      self.amountColumns = amountColumns
    }
  }

  package struct Source: Hashable, Sendable {
    package var name: String
    package var answered: Bool

    package init(name: String, answered: Bool) {
      self.name = name
      self.answered = answered
    }
  }

  package struct Recommendation: Hashable, Sendable {
    /// "Vender com entrada".
    package var decision: String
    package var reasons: [String]

    package init(decision: String, reasons: [String]) {
      self.decision = decision
      self.reasons = reasons
    }
  }

  /// Who asked: name of the branch (filial) as printed at the head.
  package var requester: String
  package var personName: String?
  /// How the house has the person on record, where that is another name than the bureau's.
  package var registeredName: String?
  /// CPF or CNPJ, bare; printed masked.
  package var document: String
  package var verdict: Verdict
  package var product: String
  /// The purpose declared (LGPD, art. 6º, I): "Concessão de crédito".
  package var purpose: String
  package var protocolNumber: String
  package var inquiredAt: Instant
  /// When this copy was printed; with it the file is the same for the same input.
  package var printedAt: Instant
  /// Answered from what was paid before, at `inquiredAt`.
  package var reused: Bool
  /// Nil in a copy for somebody who may not see what inquiries cost.
  package var cost: Cents?
  package var score: Score?
  package var sources: [Source]
  package var summary: [SummaryBlock]
  package var sections: [Section]
  package var recommendation: Recommendation?
  /// What the bureau wants the reader to know besides.
  package var messages: [String]

  package init(
    requester: String, personName: String?, registeredName: String? = nil, document: String,
    verdict: Verdict, product: String, purpose: String, protocolNumber: String, inquiredAt: Instant,
    printedAt: Instant, reused: Bool, cost: Cents?, score: Score?, sources: [Source],
    summary: [SummaryBlock],
    sections: [Section], recommendation: Recommendation?, messages: [String] = []
  ) {
    self.messages = messages
    self.requester = requester
    self.personName = personName
    self.registeredName = registeredName
    self.document = document
    self.verdict = verdict
    self.product = product
    self.purpose = purpose
    self.protocolNumber = protocolNumber
    self.inquiredAt = inquiredAt
    self.printedAt = printedAt
    self.reused = reused
    self.cost = cost
    self.score = score
    self.sources = sources
    self.summary = summary
    self.sections = sections
    self.recommendation = recommendation
  }
}

extension InquiryReport {
  package var silentSources: [String] {
    sources.filter { !$0.answered }.map { printable($0.name) }
  }

  /// The verdict in words. "Nada consta" only where every source answered.
  package var verdictSentence: String {
    switch verdict {
    case .restricted where silentSources.isEmpty: "Constam restrições"
    case .restricted: "Constam restrições; a consulta está incompleta"
    case .clean where silentSources.isEmpty: "Nada consta"
    case .alerted where silentSources.isEmpty: "Sem restrições; há um alerta a conferir"
    case .identity where silentSources.isEmpty: "Conferir identidade"
    case .identity: "Conferir identidade; a consulta está incompleta"
    case .clean, .alerted, .partial: "Consulta incompleta: o resultado não é conclusivo"
    case .notFound: "Documento não localizado na base consultada"
    case .failed: "A consulta não foi respondida"
    }
  }

  /// What a person has to know about the sources; nil where all answered.
  package var sourcesWarning: String? {
    guard !silentSources.isEmpty else { return nil }
    return "Não responderam: " + silentSources.joined(separator: ", ")
      + ". Pode haver registros nessas fontes que não aparecem aqui. Repita a consulta antes de "
      + "decidir."
  }

  /// The document may be of somebody else: the first sign of a fraud, and of a slip of the keys.
  package var nameWarning: String? {
    guard let registeredName, let personName else { return nil }
    let proof =
      PrintedDocument.kind(document) == "CNPJ" ? "o cartão CNPJ" : "um documento com foto"
    return "No birô este documento é de \(printable(personName)); no cadastro, de "
      + "\(printable(registeredName)). Confira \(proof) antes de decidir."
  }

  /// How old the answer is.
  package var ageSentence: String {
    reused
      ? "Resposta reaproveitada da consulta de \(inquiredAt.brazilian), sem novo custo."
      : "Consulta de \(inquiredAt.brazilian)."
  }

  /// The age of the answer and, where it is known to the reader, its cost.
  package var costSentence: String {
    guard let cost, !reused else { return ageSentence }
    return "\(ageSentence) Custo: \(cost)."
  }
}
