import BureauRegister
import Credit
import JSONText
import Letters
import Markup
import Pages

/// The page of one record, as it is shown.
struct RecordModel: Sendable {
  let title: String
  let subtitle: String
  let state: RecordState
  let sentence: String
  let rejections: [String]
  let facts: [(term: String, value: String)]
  let rule: [(term: String, value: String)]
  let notices: [[(term: String, value: String)]]
  let happenings: [Look.Happening]
  let disputes: [Dispute]
  let choices: [(label: String, path: String)]
  /// Whose letter there is, once there is one.
  let letter: ID<ListedRecord>?
  /// The record that this one corrects.
  let supersedes: (id: String, path: String)?

  struct Dispute: Sendable {
    let title: String
    let statement: String
    let state: String
    let tone: Tone
    let detail: String
  }

  init(
    _ file: RecordFile, choices: [(label: String, path: String)], codes: BureauCodes,
    today: CivilDate
  ) {
    let record = file.record
    let browsed = file.browsed
    title = browsed.debtor.name
    subtitle = "\(browsed.documentMasked) · \(browsed.creditor) · \(record.reference)"
    state = record.state
    sentence = RecordSentence.text(record, codes, today: today)
    rejections = record.rejections.map(\.detail)
    facts = Self.facts(record, browsed, codes)
    rule = record.appliedRule.map(Self.rule) ?? []
    notices = file.evidence.reversed().map { Self.notice($0, codes) }
    happenings = file.happenings.reversed().map { Self.happening($0, codes) }
    disputes = file.disputes.map(Self.dispute)
    self.choices = choices
    letter = file.evidence.isEmpty ? nil : record.id
    supersedes = record.supersedes.map { ($0.description, RecordPages.path(of: $0)) }
  }

  private static func facts(
    _ record: Record, _ browsed: BrowsedRecord, _ codes: BureauCodes
  ) -> [(term: String, value: String)] {
    let address = browsed.debtor.letterAddress
    return [
      ("Id", record.id.description), ("Valor", record.amount.description),
      ("Vencimento", record.dueOn.brazilian), ("Contrato", record.contractNumber),
      ("Título", record.documentNumber ?? "—"),
      ("Natureza", codes.name(record.restrictionCode, in: .restriction)),
      ("Papel", record.role == .principal ? "devedor principal" : "coobrigado"),
      ("Endereço", "\(address.city)/\(address.state)"),
      ("Canal", ConsoleWords.channel(record.noticeChannel)),
      ("Recebido em", record.receivedAt.brazilian),
      ("Aceito em", record.acceptedAt?.brazilian ?? "—"),
      ("Carta em", record.noticeIssuedOn?.brazilian ?? "—"),
      ("Visível a partir de", record.visibleFrom?.brazilian ?? "—"),
      ("Expira em", record.expiresOn.brazilian), ("Versão", String(record.version)),
    ]
  }

  private static func rule(_ rule: AppliedRule) -> [(term: String, value: String)] {
    [
      ("Estado", rule.state),
      ("Prazo da carta", "\(rule.noticeDays) dias" + (rule.inBusinessDays ? " úteis" : "")),
      ("Atraso mínimo", "\(rule.minimumDaysOverdue) dias"),
      ("Conta de", StateTermsView.start(rule.countsFrom)),
      ("Exige AR", rule.requiresReceipt ? "sim" : "não"),
      ("Admite e-mail", rule.allowsEmail ? "sim" : "não"), ("Lei", rule.law),
      (
        "Linhas da tabela",
        rule.terms.map { "\($0.ruleID ?? "—") (\($0.state))" }.joined(separator: ", ")
      ),
    ]
  }

  private static func notice(
    _ evidence: NoticeEvidence, _ codes: BureauCodes
  ) -> [(term: String, value: String)] {
    var facts: [(term: String, value: String?)] = [
      ("Comunicado", evidence.number), ("Tentativa", String(evidence.attempt)),
      ("Canal", ConsoleWords.channel(evidence.channel)),
      ("Emitido em", evidence.issuedAt.brazilian),
      ("Rastreamento", evidence.post?.trackingNumber), ("CIF", evidence.post?.franchiseCode),
      ("Destinatário", evidence.mail?.recipient),
      ("Resposta do servidor", evidence.mail?.serverReply),
      ("Entregue em", evidence.mail?.deliveredAt?.brazilian),
      ("Voltou em", evidence.mail?.bouncedAt?.brazilian),
    ]
    if let code = evidence.returnCode {
      facts.append(("Devolvida", codes.name(code, in: .noticeReturn)))
    }
    facts.append(("SHA-256 da carta", evidence.documentHash ?? "ainda não impressa"))
    return facts.compactMap { fact in fact.value.map { (fact.term, $0) } }
  }

  private static func happening(_ json: JSON, _ codes: BureauCodes) -> Look.Happening {
    let words = ConsoleWords.happening(
      event: json["event"]?.string, type: json["type"]?.string ?? "")
    let stamp = json["at"]?.string ?? ""
    let reason = (json["reason"]?.string).map { RecordSentence.reason($0, codes) }
    let detail = [reason, json["note"]?.string.map(ConsoleWords.disputeReason)]
      .compactMap { $0 }.joined(separator: " · ")
    return Look.Happening(
      at: Instant(rfc3339: stamp)?.brazilian ?? stamp, stamp: stamp, title: words.title,
      by: "\(ConsoleWords.actor(json["actor"]?.string ?? "")) · \(json["type"]?.string ?? "")",
      detail: detail.isEmpty ? nil : HTML(text: detail), tone: words.tone)
  }

  private static func dispute(_ json: JSON) -> Dispute {
    let words = ConsoleWords.disputeState(json["state"]?.string ?? "")
    let due = json["answerDueOn"]?.string.flatMap { CivilDate(iso: $0) }?.brazilian ?? ""
    let answer = json["answer"]?["position"]?.string.map {
      $0 == "maintains" ? "o credor mantém a dívida" : "o credor aceita"
    }
    return Dispute(
      title: ConsoleWords.disputeReason(json["reason"]?.string ?? ""),
      statement: json["statement"]?.string ?? "", state: words.label, tone: words.tone,
      detail: "resposta do credor até \(due)" + (answer.map { "; \($0)" } ?? ""))
  }
}

enum RecordView {
  static func page(_ model: RecordModel) -> HTML {
    """
    \(Look.heading(model.title, about: "\(model.subtitle)", actions: letter(model)))\
    \(Look.sheet(nil, standing(model)))\
    <div class="columns wide-first"><div class="stack">\(history(model))\(disputes(model))\
    \(notices(model))\(facts(model))\(rule(model))</div><div class="stack">\(choices(model))</div>\
    </div>
    """
  }

  private static func letter(_ model: RecordModel) -> [HTML] {
    guard let id = model.letter else { return [] }
    return [
      Look.action("Carta (PDF)", to: ConsoleContents.letterPrint.path(id), icon: .letter),
      Look.action(
        "Carta em página", to: ConsoleContents.letterPage.path(id), .quiet, icon: .eye),
    ]
  }

  private static func standing(_ model: RecordModel) -> HTML {
    """
    <p>\(ConsoleWords.badge(model.state))</p><p class="lead">\(model.sentence)</p>\
    \(if: !model.rejections.isEmpty, Look.notice(
      .bad, "Por que não foi aceito", points: model.rejections))\
    \(model.supersedes.map {
      "<p>Corrige o registro <a href=\"\($0.path)\">\($0.id)</a>.</p>" as HTML
    })
    """
  }

  private static func history(_ model: RecordModel) -> HTML {
    Look.sheet(
      "Linha do tempo", note: "Cada linha é encadeada por hash", Look.timeline(model.happenings))
  }

  private static func disputes(_ model: RecordModel) -> HTML? {
    guard !model.disputes.isEmpty else { return nil }
    let items = model.disputes.map { dispute -> HTML in
      """
      <div><h3>\(dispute.title) \(Look.badge(dispute.state, dispute.tone))</h3>\
      <p>\(dispute.statement)</p><p class="hint">\(dispute.detail)</p></div>
      """
    }
    return Look.sheet("Contestações", "<div class=\"stack\">\(items)</div>")
  }

  private static func notices(_ model: RecordModel) -> HTML? {
    guard !model.notices.isEmpty else { return nil }
    return Look.sheet(
      "Prova do comunicado", "<div class=\"stack\">\(model.notices.map(list))</div>")
  }

  private static func choices(_ model: RecordModel) -> HTML? {
    guard !model.choices.isEmpty else { return nil }
    let items = model.choices.map { choice in
      "<div>\(Look.action(choice.label, to: choice.path, opensDialog: true))</div>" as HTML
    }
    return Look.sheet(
      "Fazer acontecer", note: "O que na vida real vem de fora",
      "<div class=\"stack\">\(items)</div>")
  }

  private static func facts(_ model: RecordModel) -> HTML { Look.sheet("Dados", list(model.facts)) }

  private static func rule(_ model: RecordModel) -> HTML? {
    model.rule.isEmpty ? nil : Look.sheet("Regra aplicada", list(model.rule))
  }

  private static func list(_ facts: [(term: String, value: String)]) -> HTML {
    Look.facts(facts.map { ($0.term, HTML(text: $0.value)) })
  }
}
