import BureauRegister
import Credit
import Markup
import Pages

/// What an operator can make happen to a record, in the words of the address.
enum RecordAction: String, CaseIterable, Sendable {
  case noticeReturn = "devolver-carta"
  case mailDelivered = "email-entregue"
  case mailBounced = "email-voltou"
  case review = "decidir-analise"
  case dispute = "contestar"
  case disputeDecision = "decidir-contestacao"
  case suspension = "suspender"
  case reinstatement = "levantar-suspensao"
  case subJudice = "sub-judice"
  case subJudiceEnd = "retirar-sub-judice"
  case bureauRemoval = "baixar"
  case death = "obito"
  case reinclusionRelease = "liberar-inclusao"

  var label: String {
    switch self {
    case .noticeReturn: "Devolver a carta"
    case .mailDelivered: "Provar a entrega do e-mail"
    case .mailBounced: "Fazer o e-mail voltar"
    case .review: "Decidir a análise"
    case .dispute: "Contestar pela pessoa"
    case .disputeDecision: "Decidir a contestação"
    case .suspension: "Suspender por ordem judicial"
    case .reinstatement: "Levantar a suspensão"
    case .subJudice: "Anotar sub judice"
    case .subJudiceEnd: "Retirar a anotação"
    case .bureauRemoval: "Baixar pelo birô"
    case .death: "Comunicar o óbito"
    case .reinclusionRelease: "Liberar nova inclusão"
    }
  }

  /// What will happen, in one sentence.
  var sentence: String {
    switch self {
    case .noticeReturn:
      "Os Correios devolvem a carta com o código escolhido. Se o código impede a entrega, o "
        + "registro espera um novo endereço; se não, a devolução fica como prova."
    case .mailDelivered:
      "O servidor do destinatário confirma a entrega; o prazo corre a partir de hoje."
    case .mailBounced:
      "O e-mail volta; na próxima postagem sai uma carta em papel e o prazo recomeça."
    case .review: "O birô decide agora; aprovado, o registro passa por todas as regras do dia."
    case .dispute:
      "A pessoa contesta a dívida; pela política do birô o registro fica oculto até a decisão."
    case .disputeDecision: "O birô decide a contestação em aberto."
    case .suspension: "Um juiz manda ocultar o registro; dias do prazo que faltavam esperam."
    case .reinstatement: "A ordem judicial cai; o registro volta para onde estava."
    case .subJudice: "O registro continua visível, com a anotação de que a Justiça o examina."
    case .subJudiceEnd: "A Justiça terminou; a anotação sai."
    case .bureauRemoval: "O registro é encerrado pelo birô e não volta; o credor é avisado."
    case .death:
      "Todos os registros desta pessoa são encerrados e nenhum outro será aceito."
    case .reinclusionRelease:
      "O mesmo contrato pode ser incluído de novo; este registro continua encerrado."
    }
  }

  var isDangerous: Bool { self == .bureauRemoval || self == .death }

  /// The event that the machine is asked about; nil where more than the machine decides, or no code
  /// of the day serves.
  func forced(_ codes: BureauCodes, on day: CivilDate) -> ForcedEvent? {
    switch self {
    case .noticeReturn:
      codes.codes(.noticeReturn).first { $0.isMarked && $0.isValid(on: day) }
        .map { .noticeReturn(code: $0.code) }
    case .suspension: .suspension
    case .reinstatement: .reinstatement
    case .subJudice: .subJudice
    case .subJudiceEnd: .subJudiceEnd
    case .bureauRemoval: .bureauRemoval(reason: KnownRemovalReason.administrative)
    default: nil
    }
  }

  static func path(_ action: RecordAction, _ id: ID<ListedRecord>) -> String {
    ConsoleContents.recordAction.path(id, action)
  }
}

/// The codes of a day that an operator chooses from.
struct CodeChoices: Sendable {
  let returns: [ListedCode]
  let bureauReasons: [ListedCode]
}

extension BureauCodes {
  func choices(on day: CivilDate) -> CodeChoices {
    CodeChoices(
      returns: codes(.noticeReturn).filter { $0.isValid(on: day) },
      bureauReasons: codes(.removal).filter { $0.isMarked && $0.isValid(on: day) })
  }
}

/// The form of an action.
enum RecordActionView {
  static func page(
    _ action: RecordAction, _ file: RecordFile, choices: CodeChoices, _ state: FormState,
    token: String
  ) -> HTML {
    let fields = fields(action, choices, state)
    return Look.confirm(
      title: action.label, sentence: HTML(text: action.sentence),
      isDangerous: action.isDangerous,
      Look.form(
        to: RecordAction.path(action, file.record.id), token: token, state: state,
        shown: ["code", "reason", "decision", "outcome", "statement", "note", "diedOn", "reply"],
        """
        <p>\(file.browsed.debtor.name) · \(file.browsed.documentMasked) · \
        \(file.record.amount.description)</p>\(fields)\(Look.formEnd(
          Look.button(action.label, action.isDangerous ? .danger : .primary),
          Look.action("Voltar", to: RecordPages.path(of: file.record.id), .quiet)))
        """))
  }

  private static func fields(
    _ action: RecordAction, _ choices: CodeChoices, _ state: FormState
  ) -> HTML {
    switch action {
    case .noticeReturn:
      Look.select(
        .init("code", "Motivo da devolução", isRequired: true),
        choices.returns.map {
          .init($0.code, $0.name + ($0.isMarked ? " (espera endereço)" : ""))
        }, in: state)
    case .bureauRemoval:
      Look.select(
        .init("reason", "Motivo", isRequired: true),
        choices.bureauReasons.map { .init($0.code, $0.name) },
        none: "Escolha o motivo", in: state)
    case .review:
      """
      \(Look.radios(
        .init("decision", "Decisão", isRequired: true),
        [.init("approved", "Aprovar"), .init("refused", "Recusar")], in: state))\(note(state))
      """
    case .dispute: DisputeFields.fields(state)
    case .disputeDecision:
      Look.radios(
        .init("outcome", "Decisão", isRequired: true),
        DisputeOutcome.allCases.map { .init($0.rawValue, Self.outcome($0)) }, in: state)
    case .mailBounced:
      Look.entry(
        .init("reply", "Resposta do servidor", isRequired: true), .text(limit: 200), in: state)
    case .death: Look.entry(.init("diedOn", "Data do óbito", isRequired: true), .date, in: state)
    case .suspension, .reinstatement, .subJudice, .subJudiceEnd: note(state)
    case .mailDelivered, .reinclusionRelease: .empty
    }
  }

  private static func note(_ state: FormState) -> HTML {
    Look.entry(
      .init("note", "Observação", hint: "Fica na linha do tempo: número do processo, por exemplo."),
      .text(limit: 200), in: state)
  }

  private static func outcome(_ outcome: DisputeOutcome) -> String {
    switch outcome {
    case .cleared: "A dívida existe: o registro fica"
    case .notProven: "O credor não provou: baixa"
    case .documentsMissing: "Faltam documentos: baixa"
    case .statementAccepted: "A declaração da pessoa vale: baixa"
    }
  }
}

/// Why somebody contests, and what he says.
enum DisputeFields {
  static func fields(_ state: FormState) -> HTML {
    """
    \(Look.radios(
      .init("reason", "Por que você contesta?", isRequired: true),
      DisputeReason.allCases.map {
        .init($0.rawValue, ConsoleWords.disputeReason($0.rawValue))
      }, in: state))\
    \(Look.area(
      .init(
        "statement", "O que aconteceu?",
        hint: "Até \(DisputeRequest.statementLimit) letras. O credor recebe este texto.",
        isRequired: true),
      in: state, lines: 6, limit: DisputeRequest.statementLimit))
    """
  }
}
