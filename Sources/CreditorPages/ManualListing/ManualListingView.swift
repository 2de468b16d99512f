import Markup

/// The screen "Negativação".
enum ManualListingView {
  private static let failure = "Falha: nada foi enviado ao birô."

  static func page(_ model: ManualListingModel, _ state: FormState, token: String) -> HTML {
    """
    \(Look.heading("Negativação", about: """
      <a href="\(model.backPath)">\(model.personName)</a> · \(model.document)
      """))\
    \(content(model, state, token: token))
    """
  }

  private static func content(
    _ model: ManualListingModel, _ state: FormState, token: String
  ) -> HTML {
    let told: HTML? =
      state.faults.isEmpty
      ? nil : Look.notice(.bad, failure, points: state.faults.map(\.detail))
    let back = [Look.action("Voltar ao cliente", to: model.backPath)]
    guard !model.titles.isEmpty else {
      let empty = Look.empty(
        "Nenhum título vencido", "Só pode ser negativado quem tem títulos em atraso.",
        icon: .check, actions: back)
      return "\(told)\(empty)"
    }
    guard model.hasIntegration else {
      let empty = Look.empty(
        "A filial não tem integração",
        "Vincule uma integração em Configurações › Filiais › Análise de crédito para negativar "
          + "os títulos deste cliente.", icon: .plug, actions: back)
      return "\(told)\(empty)"
    }
    return Look.form(
      to: model.path, token: token, state: state,
      shown: ["restrictionCode"], failure: failure, isWide: true,
      """
      \(Look.sheet("1. Motivo", codes(model, state)))\
      \(titles(model, state))\
      <div class="sheet confirm">\
      <p class="sentence">\(model.sentence)</p>\
      \(Look.formEnd(
        Look.button("Enviar", .danger, icon: .listing),
        Look.action("Voltar", to: model.backPath, .quiet)))</div>
      """)
  }

  private static func codes(_ model: ManualListingModel, _ state: FormState) -> HTML {
    """
    <div class="pair">\(Look.select(
      .init("restrictionCode", model.codesLabel, hint: model.codesNote), model.codes,
      none: model.codes.isEmpty ? "Busque os motivos primeiro" : "Escolha o motivo", in: state))\
    <div class="field"><span class="label">Códigos do birô</span>\
    <div>\(Look.button("Buscar motivos restrição", icon: .download, formAction: model.codesPath))\
    </div></div></div>
    """
  }

  private static func titles(_ model: ManualListingModel, _ state: FormState) -> HTML {
    let count = model.titles.count { $0.isEligible }
    let words =
      count == 1 ? "1 título pode ser negativado" : "\(count) títulos podem ser negativados"
    let cut: HTML? =
      model.isCut
      ? Look.notice(.waiting, "Há mais títulos vencidos do que cabem num pedido; envie por partes.")
      : nil
    return Look.sheet(
      "2. Títulos vencidos", note: "\(words) de \(model.titles.count)",
      """
      \(cut)\(Look.table(
        caption: "Títulos vencidos de \(model.personName)",
        columns: [
          .init("Título"), .init("Vencimento"), .init("Em aberto", isNumber: true),
          .init("Pode ser negativado?"), .init("Escolher"),
        ],
        rows: model.titles.map { cells($0, state) }))
      """)
  }

  private static func cells(_ title: ManualListingModel.Title, _ state: FormState) -> [HTML] {
    [
      Look.cell(title.number, under: title.contract), Look.cell(title.dueOn, under: title.late),
      HTML(text: title.open), judgement(title),
      title.isEligible
        ? Look.pick(
          name: ManualListingPages.pickName, value: title.id,
          label: "Escolher o título \(title.number)",
          isChecked: state.holds(ManualListingPages.pickName, title.id)) : "—",
    ]
  }

  /// Yes or no, every reason with its source, and what the calendar says.
  private static func judgement(_ title: ManualListingModel.Title) -> HTML {
    let reasons = title.reasons.map { reason -> HTML in
      """
      <li\("class", is: reason.blocks ? "bad" : nil)>\
      \(Look.icon(reason.blocks ? .cross : .warning))\
      <span>\(reason.detail) <span class="source">\(reason.source)</span></span></li>
      """
    }
    return """
      <div>\(title.isEligible ? Look.badge("Pode", .good) : Look.badge("Não pode", .bad)) \
      <span class="hint">\(title.outlook)</span>\
      \(if: !reasons.isEmpty, "<ul class=\"reasons\">\(reasons)</ul>")</div>
      """
  }
}
