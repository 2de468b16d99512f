import BureauRegister
import Credit
import HTTPService
import JSONText
import Letters
import Markup

/// What the person concerned sees, in words.
struct ConsumerModel: Sendable {
  struct Claim: Sendable {
    let creditor: String
    let creditorDocument: String
    let contact: String
    let amount: String
    let sentence: String
    let tone: Tone
    let state: String
    let facts: [(term: String, value: String)]
    let slipLine: String?
    let pixCode: String?
    /// Whether there is still something to pay.
    let isPayable: Bool
    /// The Pix code as modules, dark ones true.
    let pixGrid: ModuleGrid?
    let dispute: String?
    /// Whether it is the record of the letter, the one that can be contested here.
    let isOfLetter: Bool
  }

  struct Inquiry: Sendable {
    let at: String
    let creditor: String
    let purpose: String
  }

  let name: String
  let document: String
  let claims: [Claim]
  let inquiries: [Inquiry]
  let canDispute: Bool
  /// Whether the letter's record is contested and undecided, the documents that the person has
  /// sent with that, and how many more may come.
  let isContested: Bool
  let proofs: [String]
  let proofRoom: Int
  let bureau: String
  let phone: String
  let email: String

  init(_ json: JSON, about record: ID<ListedRecord>, bureau options: Register.Options) {
    name = json["name"]?.string ?? ""
    document = json["document"]?.string ?? ""
    let listings = json["listings"]?.elements ?? []
    claims = listings.map { Claim($0, isOfLetter: $0["id"]?.string == record.description) }
      .sorted { $0.isOfLetter && !$1.isOfLetter }
    inquiries = (json["inquiries"]?.elements ?? []).map(Inquiry.init)
    canDispute = listings.contains { listing in
      let state = listing["state"]?.string.flatMap(RecordState.init(rawValue:))
      return listing["id"]?.string == record.description && listing["disputed"]?.bool == false
        && state?.isFinal == false
    }
    let open = listings.first { $0["id"]?.string == record.description }?["dispute"]
    isContested = open?["state"]?.string == "open"
    let documents = isContested ? open?["documents"]?.elements ?? [] : []
    proofs = documents.filter { $0["sentBy"]?.string == ProofDocument.Sender.person.rawValue }
      .compactMap { $0["name"]?.string }
    proofRoom = isContested ? max(0, ProofDocument.countLimit - proofs.count) : 0
    bureau = options.name
    phone = options.phone
    email = options.email
  }
}

extension ConsumerModel.Claim {
  init(_ json: JSON, isOfLetter: Bool) {
    func day(_ member: String) -> String? {
      guard let text = json[member]?.string else { return nil }
      return CivilDate(iso: text)?.brazilian ?? Instant(rfc3339: text)?.civilDate.brazilian
    }
    self.isOfLetter = isOfLetter
    creditor = json["creditor"]?.string ?? ""
    creditorDocument = json["creditorDocument"]?.string ?? ""
    contact = json["contact"]?.string ?? ""
    amount = Cents(json["amountCents"]?.integer ?? 0).description
    let state = json["state"]?.string.flatMap(RecordState.init(rawValue:)) ?? .received
    self.state = ConsumerWords.label(state)
    tone = ConsumerWords.tone(state)
    sentence = ConsumerWords.sentence(
      state, visibleFrom: day("visibleFrom"), expiresOn: day("expiresOn") ?? "",
      removedOn: day("removedAt"))
    let facts: [(term: String, value: String?)] = [
      ("O que é cobrado", json["nature"]?.string), ("Contrato", json["contractNumber"]?.string),
      ("Vencimento", day("dueOn")), ("Carta enviada em", day("noticeIssuedOn")),
      ("Aparece a partir de", day("visibleFrom")), ("Sai no máximo em", day("expiresOn")),
    ]
    self.facts = facts.compactMap { fact in fact.value.map { (fact.term, $0) } }
    slipLine = json["paymentSlip"]?["line"]?.string
    pixCode = json["paymentSlip"]?["pixCode"]?.string
    isPayable = !state.isFinal
    pixGrid = pixCode.flatMap(Self.grid)
    dispute = ConsumerWords.dispute(json["dispute"])
  }

  /// A code that does not fit is still there to be copied.
  private static func grid(_ code: String) -> ModuleGrid? {
    do {
      guard case .grid(let grid) = try BarcodeSymbol(.qr, code) else { return nil }
      return grid
    } catch {
      return nil
    }
  }
}

extension ConsumerModel.Inquiry {
  init(_ json: JSON) {
    let stamp = json["at"]?.string ?? ""
    at = Instant(rfc3339: stamp)?.brazilian ?? stamp
    creditor = json["creditor"]?.string ?? ""
    purpose = ConsoleWords.purpose(json["purpose"]?.string ?? "")
  }
}

/// States in the words of somebody who never heard of a register.
enum ConsumerWords {
  static func label(_ state: RecordState) -> String {
    switch state {
    case .received, .underReview: "Em exame"
    case .rejected: "Não aceito"
    case .noticePending, .noticePeriod: "Ainda não aparece"
    case .noticeFailed: "Carta devolvida"
    case .visible: "Aparece em consultas"
    case .visibleSubJudice: "Aparece, com aviso de processo"
    case .suspended: "Oculto"
    case .removed, .expired: "Encerrado"
    }
  }

  static func tone(_ state: RecordState) -> Tone {
    switch state {
    case .visible, .visibleSubJudice: .public
    case .removed, .expired, .rejected: .good
    default: .waiting
    }
  }

  static func sentence(
    _ state: RecordState, visibleFrom: String?, expiresOn: String, removedOn: String?
  ) -> String {
    switch state {
    case .noticePeriod:
      "Ninguém vê esta dívida ainda. Se você pagar ou contestar antes de "
        + "\(visibleFrom ?? "o prazo terminar"), ela não aparece."
    case .visible, .visibleSubJudice:
      "Quem consulta seu nome vê esta dívida. Ela sai quando for paga e, mesmo sem pagamento, "
        + "em \(expiresOn)."
    case .suspended: "Esta dívida está oculta: ninguém a vê enquanto não houver decisão."
    case .removed, .expired:
      "Esta dívida saiu do cadastro em \(removedOn ?? "data já passada") e não aparece mais."
    case .rejected: "O birô não aceitou este pedido; nada aparece."
    default: "Ninguém vê esta dívida ainda."
    }
  }

  static func dispute(_ json: JSON?) -> String? {
    guard let json, let state = json["state"]?.string else { return nil }
    let due = json["answerDueOn"]?.string.flatMap { CivilDate(iso: $0) }?.brazilian ?? ""
    switch state {
    case "open": return "Você contestou esta dívida. O credor tem até \(due) para responder."
    case "upheld": return "Sua contestação foi aceita."
    default: return "Sua contestação foi examinada e não foi aceita."
    }
  }
}
