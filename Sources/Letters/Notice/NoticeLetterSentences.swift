import Credit

extension NoticeLetterText {
  static func references(_ letter: NoticeLetter) -> [Item] {
    var items = [
      Item(label: "Comunicado nº", value: printable(letter.number)),
      Item(label: "Emissão", value: letter.issuedOn.brazilian, isOfTheDay: true),
    ]
    if let postedOn = letter.postedOn {
      items.append(Item(label: "Postagem", value: postedOn.brazilian, isOfTheDay: true))
    }
    if let tracking = letter.trackingNumber {
      items.append(Item(label: "Objeto postal", value: tracking))
    }
    return items
  }

  static func opening(_ letter: NoticeLetter, plural: Bool) -> [RichText] {
    let debtor = letter.debtor
    let person: RichText =
      "\(strong: printable(debtor.name)), \(PrintedDocument.kind(debtor.document)) "
      + RichText(PrintedDocument.masked(debtor.document))
    let debts = plural ? "os débitos relacionados abaixo" : "o débito relacionado abaixo"
    var first: RichText =
      "O credor \(strong: printable(letter.creditor.name)) informou ao birô de crédito "
      + "\(strong: printable(letter.bureau.name)) que não consta o pagamento d\(debts), em nome de "
    switch debtor.role {
    case .principal: first = first + person + "."
    case .guarantor(let principal):
      first =
        first + RichText(printable(principal)) + ", de que é fiador(a) " + person
        + ". Por isso este comunicado também lhe é enviado."
    case .endorser(let principal):
      first =
        first + RichText(printable(principal)) + ", de que é avalista " + person
        + ". Por isso este comunicado também lhe é enviado."
    }
    return [first, statement(letter, plural: plural), RichText(printable(letter.term.lawSentence))]
  }

  /// The statement that the notice is for: what happens, where, after how many days, from when.
  private static func statement(_ letter: NoticeLetter, plural: Bool) -> RichText {
    let term = letter.term
    let kind = term.inBusinessDays ? "úteis" : "corridos"
    let days = term.days == 1 ? "1 dia" : "\(term.days) dias \(kind)"
    let start =
      switch term.countsFrom {
      case .posting: "da postagem"
      case .delivery: "da entrega"
      case .receipt: "do recebimento"
      }
    let presumed = term.presumedOn.map { ", presumido em \($0.brazilian)" } ?? ""
    let will = plural ? "eles serão incluídos" : "ele será incluído"
    let record = plural ? "Os registros poderão ser vistos" : "O registro poderá ser visto"
    return
      "Sem pagamento ou contestação, \(will) no cadastro de inadimplentes mantido por "
      + "\(printable(letter.bureau.name)) "
      + "\(strong: "após \(days), contados \(start) deste comunicado\(presumed)"). "
      + "\(record) por quem consultar o cadastro "
      + "\(strong: "a partir de \(term.visibleFrom.brazilian)"); "
      + "até lá, nada é informado a terceiros."
  }

  static func amountNote(_ letter: NoticeLetter, updated: Bool) -> RichText {
    guard updated else { return "O registro, se ocorrer, será feito por este valor." }
    let until = letter.payment?.untilOn.map { " até \($0.brazilian)" } ?? ""
    return RichText(
      "O registro, se ocorrer, será feito pelo valor original. O valor atualizado é o que se paga"
        + "\(until), com a multa e os juros previstos em contrato.")
  }

  static func payment(_ letter: NoticeLetter, plural: Bool) -> Section {
    let day = letter.term.visibleFrom.brazilian
    var paragraphs: [RichText] = []
    if let payment = letter.payment, payment.slip != nil || payment.pixCode != nil {
      let means =
        switch (payment.slip != nil, payment.pixCode != nil) {
        case (true, true): "o boleto ou o Pix abaixo"
        case (true, false): "o boleto abaixo"
        default: "o Pix abaixo"
        }
      let until = payment.untilOn.map { ", válido até \($0.brazilian)" } ?? ""
      paragraphs.append(
        "Pague \(strong: payment.amount.description) com \(means)\(until), ou combine outra forma "
          + "com o credor. Se o pagamento for confirmado antes de \(day), não haverá inclusão.")
    } else {
      paragraphs.append(
        "Combine o pagamento com o credor pelo contato direto acima. Se ele for confirmado antes "
          + "de \(day), não haverá inclusão.")
    }
    paragraphs.append(
      "\(strong: "Se você já pagou, desconsidere este comunicado.") Se quiser, envie o comprovante "
        + "ao credor, para que ele cancele o pedido.")
    return Section(heading: "Como pagar", paragraphs: paragraphs)
  }

  static func rights() -> Section {
    Section(
      heading: "Seus direitos",
      paragraphs: [
        "\(strong: "Acesso.") Saber, sem custo, o que consta em seu nome, de onde veio e quem "
          + "consultou (CDC, art. 43).",
        "\(strong: "Correção.") Exigir a correção imediata do que estiver errado; quem recebeu o "
          + "dado é avisado em até 5 dias úteis (CDC, art. 43, § 3º).",
        "\(strong: "Documentos.") Pedir ao credor cópia do contrato e a memória de cálculo do "
          + "valor.",
        "\(strong: "Baixa.") Depois da inclusão, pago o débito, o credor tem 5 dias úteis para "
          + "pedir a baixa (STJ, Súmula 548). Nenhum registro passa de 5 anos do vencimento "
          + "(CDC, art. 43, § 1º).",
      ])
  }

  static func dispute(_ letter: NoticeLetter) -> Section {
    Section(
      heading: "Como contestar",
      paragraphs: [
        "Se não reconhece o débito ou o valor, conteste pela página, telefone ou e-mail de "
          + "\(printable(letter.bureau.name)), ou diretamente com o credor. Junte um documento de "
          + "identidade e o que tiver: comprovante de pagamento, pedido de cancelamento, protocolo "
          + "de atendimento, decisão judicial ou boletim de ocorrência.",
        "Seus dados são tratados para a proteção do crédito (LGPD, art. 7º, X). Você também pode "
          + "recorrer ao Procon, ao consumidor.gov.br e à ANPD (gov.br/anpd).",
      ])
  }

  static func access(_ letter: NoticeLetter) -> Section {
    guard let code = letter.access.oneTimeCode else {
      return Section(
        heading: "Via do credor",
        paragraphs: [
          "Esta via não traz o código de acesso, que está só na carta enviada à pessoa. Com ele a "
            + "pessoa abre \(strong: printable(letter.access.url)) e vê o que consta em seu nome"
            + (letter.payment == nil ? "" : ", como pagar") + ", envia documentos e contesta."
        ])
    }
    return Section(
      heading: "Este comunicado em letra grande ou para leitor de tela",
      paragraphs: [
        "Abra \(strong: printable(letter.access.url)) e informe o código "
          + "\(strong: printable(code)). Na mesma página você vê o que "
          + (letter.payment == nil ? "consta" : "consta e como pagar")
          + ", envia documentos e contesta. "
          + "Por telefone: \(printable(letter.bureau.phone))."
      ])
  }
}

extension NoticeLetterText {
  /// The whole notice as lines of plain text, in the order in which it is read.
  package var plain: String {
    var lines = [title, ""]
    lines += references.map { "\($0.label): \($0.value)" } + [""]
    lines += opening.map(\.plain) + [""]
    lines += creditor.map { "\($0.label): \($0.value)" } + [""]
    lines += ([tableHeader] + rows + (total.map { [$0] } ?? [])).map(\.plain)
    lines += [amountNote.plain, ""]
    var sections = [payment, access, rights, dispute]
    if let state { sections.append(state) }
    for (index, section) in sections.enumerated() {
      lines.append(section.heading)
      lines += section.paragraphs.map(\.plain)
      if index == 0 {
        if let paymentLine { lines.append("Linha digitável: " + paymentLine) }
        if let pixCode { lines.append("Pix copia e cola: " + pixCode) }
      }
      lines.append("")
    }
    return (lines + [bureauLine, bureauContact]).joined(separator: "\n") + "\n"
  }
}

extension NoticeLetterText.Row {
  /// The cells that have text, parted by bars.
  package var plain: String {
    [number, contract, nature, dueOn, amount, updatedAmount ?? ""].filter { !$0.isEmpty }
      .joined(separator: " | ")
  }
}
