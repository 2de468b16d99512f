import BureauRegister
import Credit
import Letters
import Markup

/// The pages of the person concerned: plain words, large type, nothing that needs a script.
enum ConsumerView {
  private static let codeHint =
    "Doze letras e números. Maiúsculas, minúsculas e traços não importam."

  static func gate(
    _ state: FormState, token: String, bureau: String, consolePath: String?
  ) -> HTML {
    """
    <h1>Consulte o que consta em seu nome</h1>\
    <p class="lead">Você recebeu uma carta do \(bureau)? Digite o código que está nela para ver \
    quem cobra, quanto, até quando e como contestar.</p>\
    \(Look.sheet(nil, Look.form(
      to: ConsumerPages.path, token: token, state: state,
      shown: Set(["code"] + ConsumerProof.Part.allCases.map(\.rawValue)),
      """
      \(Look.entry(
        .init("code", "Código da carta", hint: codeHint, isRequired: true),
        .text(limit: 60), in: state))\
      \(ConsumerProof.Part.allCases.filter { asks($0, state) }.map { proof($0, state) })\
      \(Look.formEnd(Look.button("Ver o que consta", .primary)))
      """)))\
    <p class="faint">O acesso é gratuito. O código vale só para o que a carta comunica e para o \
    que consta em seu nome; não o mostre a ninguém.</p>\
    \(consolePath.map(console))
    """
  }

  /// What the code alone does not open asks for more, field by field.
  private static func asks(_ part: ConsumerProof.Part, _ state: FormState) -> Bool {
    state.faults.contains { $0.field == part.rawValue } || !state.value(part.rawValue).isEmpty
  }

  private static func proof(_ part: ConsumerProof.Part, _ state: FormState) -> HTML {
    let label =
      switch part {
      case .document: "CPF ou CNPJ"
      case .birthDate: "Data de nascimento"
      case .phoneEnding: "Fim do telefone da empresa"
      }
    let hint =
      switch part {
      case .document: "Inteiro: a carta mostra só uma parte."
      case .birthDate: "Como 31/03/1990."
      case .phoneEnding: "Os \(ConsumerProof.phoneEndingLength) últimos números."
      }
    return Look.entry(
      .init(part.rawValue, label, hint: hint, isRequired: true),
      part == .birthDate ? .date : .text(limit: 30), in: state)
  }

  private static func console(_ path: String) -> HTML {
    "<p class=\"no-print\"><a href=\"\(path)\">Console de homologação</a></p>"
  }

  static func page(_ model: ConsumerModel, _ state: FormState, token: String) -> HTML {
    """
    <h1>O que consta em seu nome</h1>\
    <p class="lead">\(model.name) · \(model.document)</p>\
    \(model.claims.map(claim))\
    \(model.canDispute ? dispute(state, token: token) : nil)\
    \(model.isContested ? proofs(model, state, token: token) : nil)\
    \(inquiries(model))\
    \(rights(model, token: token))
    """
  }

  private static func claim(_ claim: ConsumerModel.Claim) -> HTML {
    Look.sheet(
      "\(claim.creditor) cobra \(claim.amount)",
      """
      <p>\(Look.badge(claim.state, claim.tone))</p><p>\(claim.sentence)</p>\
      \(claim.dispute.map { Look.notice(.waiting, $0) })\
      \(Look.facts(claim.facts.map { ($0.term, HTML(text: $0.value)) }))\
      <p>Fale com o credor: \(claim.contact). CNPJ \(claim.creditorDocument).</p>\
      \(payment(claim))
      """)
  }

  private static func payment(_ claim: ConsumerModel.Claim) -> HTML? {
    guard claim.slipLine != nil || claim.pixCode != nil else {
      return claim.isPayable
        ? "<p>Para pagar, combine com o credor pelo contato acima.</p>" : nil
    }
    return """
      <h3>Como pagar</h3>\
      \(claim.slipLine.map {
        "<p>Boleto, linha digitável: <span class=\"copy\">\($0)</span></p>" as HTML
      })\
      \(claim.pixCode.map {
        "<p>Pix copia e cola: <span class=\"copy\">\($0)</span></p>" as HTML
      })\
      \(claim.pixGrid.map(code))
      """
  }

  private static func code(_ grid: ModuleGrid) -> HTML {
    Look.squareCode(columns: grid.columns, rows: grid.rows, label: "QR Code do Pix") {
      grid.isDark(column: $0, row: $1)
    }
  }

  private static func dispute(_ state: FormState, token: String) -> HTML {
    """
    <section class="sheet no-print" id="contestar"><header><h2>Contestar</h2></header>\
    <p>Se a dívida não existe, já foi paga ou está errada, conte aqui. O birô avisa o credor, que \
    precisa provar a dívida no prazo; sem prova, o registro sai.</p>\
    \(Look.form(
      to: ConsumerPages.disputePath, token: token, state: state, shown: ["reason", "statement"],
      """
      \(DisputeFields.fields(state))\
      \(Look.formEnd(Look.button("Enviar contestação", .primary)))
      """))\
    </section>
    """
  }

  /// What the person has to show, while the contestation is open.
  private static func proofs(
    _ model: ConsumerModel, _ state: FormState, token: String
  ) -> HTML {
    let sent: HTML? =
      model.proofs.isEmpty
      ? nil : "<ul>\(model.proofs.map { "<li>\($0)</li>" as HTML })</ul>"
    let room: HTML =
      model.proofRoom > 0
      ? "Cabem mais \(model.proofRoom)." : "Já estão aqui todos os que cabem."
    let more: HTML =
      model.proofRoom > 0
      ? attach(state, token: token) : "\(state.faults.map { Look.notice(.bad, $0.detail) })"
    return """
      <section class="sheet no-print" id="documentos"><header><h2>Documentos da contestação</h2>\
      </header><p>Recibo, comprovante do Pix, boletim de ocorrência: o que você anexar vai ao \
      credor e ao birô. \(room)</p>\(sent)\
      \(more)</section>
      """
  }

  private static func attach(_ state: FormState, token: String) -> HTML {
    Look.form(
      to: ConsumerPages.proofPath, token: token, state: state, shown: ["name", "file"],
      isUpload: true,
      """
      \(Look.entry(
        .init("name", "Nome do documento", hint: "Como: recibo de março.", isRequired: true),
        .text(limit: ProofDocument.nameLimit), in: state))\
      \(Look.file(
        .init(
          "file", "Arquivo",
          hint: "PDF, PNG, JPEG ou texto, até \(ProofDocument.byteLimit / 1_024) KiB.",
          isRequired: true), accept: ".pdf,.png,.jpg,.jpeg,.txt", in: state))\
      \(Look.formEnd(Look.button("Anexar documento", icon: .upload)))
      """)
  }

  private static func inquiries(_ model: ConsumerModel) -> HTML {
    guard !model.inquiries.isEmpty else {
      return Look.sheet(
        "Quem consultou seu nome", "<p>Ninguém consultou nos últimos doze meses.</p>")
    }
    return Look.sheet(
      "Quem consultou seu nome", note: "Nos últimos doze meses",
      Look.table(
        caption: "Quem consultou seu nome",
        columns: [.init("Quem"), .init("Quando"), .init("Para quê")],
        rows: model.inquiries.map {
          [HTML(text: $0.creditor), HTML(text: $0.at), HTML(text: $0.purpose)]
        }))
  }

  private static func rights(_ model: ConsumerModel, token: String) -> HTML {
    """
    <p>Atendimento do \(model.bureau): \(model.phone), \(model.email). Você pode ver e corrigir \
    seus dados de graça (Código de Defesa do Consumidor, art. 43).</p>\
    <div class="no-print">\(Look.buttonForm(
      to: ConsumerPages.leavePath, token: token, Look.button("Sair", icon: .leave)))</div>
    """
  }
}
