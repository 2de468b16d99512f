import BureauRegister
import Credit
import Markup

/// States, events and reasons of a record as a person reads them.
enum ConsoleWords {
  static func label(_ state: RecordState) -> String {
    switch state {
    case .received: "Recebido"
    case .underReview: "Em análise"
    case .rejected: "Rejeitado"
    case .noticePending: "Carta a emitir"
    case .noticePeriod: "Em prazo"
    case .noticeFailed: "Carta devolvida"
    case .visible: "Visível"
    case .visibleSubJudice: "Visível, sub judice"
    case .suspended: "Suspenso"
    case .removed: "Baixado"
    case .expired: "Expirado"
    }
  }

  static func tone(_ state: RecordState) -> Tone {
    switch state {
    case .received, .noticePending, .noticePeriod: .info
    case .underReview, .suspended: .waiting
    case .rejected, .noticeFailed: .bad
    case .visible, .visibleSubJudice: .public
    case .removed, .expired: .good
    }
  }

  static func badge(_ state: RecordState) -> HTML { Look.badge(label(state), tone(state)) }

  static func actor(_ actor: String) -> String {
    switch actor {
    case Actor.creditor: "credor"
    case Actor.bureau: "birô"
    case Actor.person: "pessoa interessada"
    case Actor.simulation: "simulação"
    default: actor
    }
  }

  static func channel(_ channel: NoticeChannel) -> String {
    switch channel {
    case .letter: "carta"
    case .letterWithSlip: "carta com boleto"
    case .email: "e-mail"
    }
  }

  /// What happened, by the event of the machine or, for the receipt, by the webhook's type.
  static func happening(event: String?, type: String) -> (title: String, tone: Tone) {
    events[event ?? "received"] ?? (type, .neutral)
  }

  private static let events: [String: (title: String, tone: Tone)] = [
    "received": ("Recebido", .neutral), "accepted": ("Aceito", .info),
    "reviewRequired": ("Análise pedida", .waiting),
    "documentsReceived": ("Documentos recebidos", .info), "rejected": ("Rejeitado", .bad),
    "noticeIssued": ("Carta postada", .info), "mailSent": ("E-mail enviado", .info),
    "mailDelivered": ("Entrega do e-mail provada", .good), "mailBounced": ("E-mail voltou", .bad),
    "channelChanged": ("Carta no lugar do e-mail", .waiting),
    "noticeReturned": ("Carta devolvida", .bad),
    "addressCorrected": ("Endereço corrigido", .info), "termEnded": ("Ficou visível", .public),
    "removedByCreditor": ("Baixado pelo credor", .good),
    "removedByBureau": ("Baixado pelo birô", .good),
    "principalClosed": ("Devedor principal encerrado", .good),
    "superseded": ("Corrigido por outro registro", .neutral),
    "carriedOver": ("Continua um registro corrigido", .info),
    "principalReplaced": ("Registro do principal trocado", .neutral),
    "suspended": ("Suspenso por ordem judicial", .waiting),
    "reinstated": ("Suspensão levantada", .info),
    "keptSubJudice": ("Anotação sub judice", .waiting),
    "subJudiceEnded": ("Anotação sub judice retirada", .info),
    "disputeOpened": ("Contestado", .waiting), "disputeCleared": ("Contestação decidida", .info),
    "fiveYearsPassed": ("Cinco anos do vencimento", .good),
  ]

  static func disputeReason(_ reason: String) -> String {
    switch DisputeReason(rawValue: reason) {
    case .notOwed: "Não devo a este credor"
    case .paid: "Já paguei"
    case .wrongAmount: "O valor está errado"
    case .fraud: "Usaram meus dados"
    case .other: "Outro motivo"
    case nil: reason
    }
  }

  static func disputeState(_ state: String) -> (label: String, tone: Tone) {
    switch state {
    case "open": ("Em aberto", .waiting)
    case "upheld": ("Procedente", .good)
    default: ("Improcedente", .neutral)
    }
  }

  static func purpose(_ purpose: String) -> String {
    switch InquiryRequest.Purpose(rawValue: purpose) {
    case .creditGranting: "concessão de crédito"
    case .collection: "cobrança"
    case .registrationUpdate: "atualização cadastral"
    case nil: purpose
    }
  }
}
