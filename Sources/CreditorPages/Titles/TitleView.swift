import Letters
import Markup
import Pages

/// The page of one title.
enum TitleView {
  static func page(_ model: TitleModel) -> HTML {
    """
    \(Look.heading("Título \(model.number)", about: subtitle(model)))\
    \(Look.sheet(nil, state(model)))\
    <div class="columns wide-first"><div class="stack">\(payments(model))\(agreement(model))\
    \(listings(model))\(blocks(model))</div>\
    <div class="stack">\(choices(model))\(payWith(model))\(facts(model))\(updated(model))\
    </div></div>
    """
  }

  private static func subtitle(_ model: TitleModel) -> HTML {
    "<a href=\"\(model.personPath)\">\(model.personName)</a> · \(model.document)"
  }

  private static func state(_ model: TitleModel) -> HTML {
    """
    <p>\(Look.badge(model.status, model.tone))\
    \(if: model.isDisputed, Look.badge("Contestado", .bad))\
    \(if: model.hasCourtOrder, Look.badge("Ordem judicial", .bad))\
    \(if: model.isBlocked, Look.badge("Negativação bloqueada", .waiting))</p>\
    <p class="lead">\(model.sentence)</p>\
    \(model.disputeReason.map { "<p>Contestação: \($0)</p>" as HTML })
    """
  }

  private static func payments(_ model: TitleModel) -> HTML {
    guard !model.payments.isEmpty else {
      return Look.sheet(
        "Recebimentos", "<p class=\"faint\">Nada foi recebido por este título.</p>")
    }
    let table = Look.table(
      caption: "Recebimentos do título \(model.number)",
      columns: [
        Look.Column("Pago em"), Look.Column("Valor", isNumber: true),
        Look.Column("No saldo", isNumber: true), Look.Column("Origem"), Look.Column("Estorno"),
      ],
      rows: model.payments.map { payment in
        [
          Look.cell(payment.paidOn, under: payment.available),
          Look.cell(payment.amount, under: payment.owedBack),
          Look.cell(payment.applied, under: payment.charges),
          Look.cell(payment.origin, under: payment.by),
          reversal(payment),
        ]
      })
    let owed = model.owedBack.map { Look.notice(.waiting, $0) }
    return Look.sheet("Recebimentos", "\(owed)\(table)")
  }

  /// Boleto and Pix for the person who wants to pay now.
  private static func payWith(_ model: TitleModel) -> HTML? {
    guard model.slipLine != nil || model.pixCode != nil else { return nil }
    return Look.sheet(
      "Como pagar",
      """
      \(model.slipLine.map {
        "<p>Boleto, linha digitável: <span class=\"copy\">\($0)</span></p>" as HTML
      })\
      \(model.pixCode.map {
        """
        <p>Pix copia e cola, \(model.pixAmount) hoje: <span class="copy">\($0)</span></p>\
        \(PixPicture.of($0))
        """ as HTML
      })
      """)
  }

  private static func agreement(_ model: TitleModel) -> HTML? {
    guard !model.agreement.isEmpty else { return nil }
    let table = Look.table(
      caption: "Acordo do título \(model.number)",
      columns: [
        Look.Column("Título"), Look.Column("Vencimento"), Look.Column("Valor", isNumber: true),
        Look.Column("Situação"),
      ],
      rows: model.agreement.map { line in
        [
          "<a class=\"main\" href=\"\(line.path)\">\(line.number)</a>", HTML(text: line.dueOn),
          HTML(text: line.amount), Look.badge(line.status, line.tone),
        ]
      })
    return Look.sheet("Acordo", table)
  }

  private static func reversal(_ payment: TitleModel.Payment) -> HTML {
    if let reversed = payment.reversed { return "<span class=\"hint\">\(reversed)</span>" }
    guard let path = payment.reversalPath else { return "—" }
    return Look.action("Estornar", to: path, icon: .undo, opensDialog: true)
  }

  private static func listings(_ model: TitleModel) -> HTML? {
    let words: HTML? = model.listingWords.map { "<p>\($0)</p>" }
    let reasons = model.hindrances.map { reason -> HTML in
      "<li>\(reason.detail) <span class=\"hint\">\(reason.source)</span></li>"
    }
    let why: HTML? = reasons.isEmpty ? nil : "<ul class=\"stack\">\(reasons)</ul>"
    guard !model.listings.isEmpty || words != nil else { return nil }
    let rows: HTML? =
      model.listings.isEmpty
      ? nil
      : Look.table(
        caption: "Negativações do título \(model.number)",
        columns: [
          Look.Column("Pedida em"), Look.Column("Situação"), Look.Column("Valor", isNumber: true),
          Look.Column("Prazo da baixa"),
        ],
        rows: model.listings.map { line in
          [
            "<a class=\"main\" href=\"\(line.path)\">\(line.requested)</a>",
            line.state.badge, HTML(text: line.amount),
            line.term.map { Look.countdown($0.words, elapsed: $0.elapsed, tone: $0.tone) } ?? "—",
          ]
        })
    return Look.sheet("Negativações de crédito", "\(words)\(why)\(rows)")
  }

  /// Who blocked the title, when, why and until when, and what can be done about it.
  private static func blocks(_ model: TitleModel) -> HTML? {
    guard !model.blocks.isEmpty || model.mayBlock else { return nil }
    let rows = model.blocks.map { block -> HTML in
      """
      <li>\(Look.badge(block.reason, block.isStanding ? .waiting : .neutral)) \(block.note) \
      <span class="hint">Desde \(block.since), \(block.until).\
      \(block.ended.map { " \($0)" as HTML })</span></li>
      """
    }
    let list: HTML =
      rows.isEmpty
      ? "<p class=\"faint\">Nada bloqueia a negativação deste título.</p>"
      : "<ul class=\"stack\">\(rows)</ul>"
    let release = Look.action(
      "Liberar", to: Contents.releaseTitle.path(model.id), opensDialog: true)
    let block = Look.action("Bloquear", to: Contents.blockTitle.path(model.id), opensDialog: true)
    return Look.sheet(
      "Bloqueio da negativação",
      """
      \(list)<div class="actions no-print">\(if: model.mayRelease, release)\
      \(if: model.mayBlock, block)</div>
      """)
  }

  private static func choices(_ model: TitleModel) -> HTML? {
    guard !model.choices.isEmpty else { return nil }
    let items = model.choices.enumerated().map { index, choice -> HTML in
      guard let reason = choice.reason else {
        let weight: Look.Weight = index == 0 && model.isPayable ? .primary : .plain
        return "<div>\(Look.action(choice.label, to: choice.path, weight, opensDialog: true))</div>"
      }
      return """
        <div>\(Look.button(choice.label, unavailable: reason))<p class="hint">\(reason)</p></div>
        """
    }
    return """
      <div class="no-print">\(Look.sheet(
        "O que pode ser feito", "<div class=\"stack\">\(items)</div>"))</div>
      """
  }

  private static func facts(_ model: TitleModel) -> HTML {
    Look.sheet("Dados", Look.facts(model.facts.map { ($0.term, HTML(text: $0.value)) }))
  }

  private static func updated(_ model: TitleModel) -> HTML? {
    guard !model.updated.isEmpty else { return nil }
    return Look.sheet(
      "Valor atualizado", note: "Ao birô vai só o valor original",
      Look.facts(model.updated.map { ($0.term, HTML(text: $0.value)) }))
  }
}

/// A Pix code as a picture.
enum PixPicture {
  /// Nil where the code does not fit; it is still there to be copied.
  static func of(_ code: String) -> HTML? {
    do {
      guard case .grid(let grid) = try BarcodeSymbol(.qr, code) else { return nil }
      return Look.squareCode(columns: grid.columns, rows: grid.rows, label: "QR Code do Pix") {
        grid.isDark(column: $0, row: $1)
      }
    } catch {
      return nil
    }
  }
}
