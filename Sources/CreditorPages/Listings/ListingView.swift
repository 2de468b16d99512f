import Markup

/// The page of one listing.
enum ListingView {
  static func page(_ model: ListingModel) -> HTML {
    """
    \(Look.heading(model.personName, about: subtitle(model), actions: actions(model)))\
    <div class="stack" data-list\("data-live", is: Look.pace(isMoving: model.state.isMoving))>\
    \(Look.sheet(nil, state(model)))\
    <div class="columns wide-first">\(history(model))\
    <div class="stack">\(choices(model))\(facts(model))</div></div></div>
    """
  }

  private static func subtitle(_ model: ListingModel) -> HTML {
    """
    <a href="\(model.personPath)">\(model.documentMasked)</a> · \
    <a href="\(model.titlePath)">título \(model.titleNumber)</a> · \
    <strong>\(model.amount)</strong>
    """
  }

  private static func actions(_ model: ListingModel) -> [HTML] {
    guard let path = model.letterPath else { return [] }
    return [Look.action("Carta comunicado (PDF)", to: path, icon: .letter)]
  }

  private static func state(_ model: ListingModel) -> HTML {
    """
    <p>\(model.state.badge) \
    \(model.term.map { Look.countdown($0.words, elapsed: $0.elapsed, tone: $0.tone) })</p>\
    <p class="lead">\(model.sentence)</p>\
    \(model.dispute.map { "<p><a href=\"\($0.path)\">\($0.words)</a></p>" as HTML })\
    \(if: !model.rejections.isEmpty, rejections(model))\
    \(Look.stations(model.stations, label: "A vida desta negativação"))
    """
  }

  private static func rejections(_ model: ListingModel) -> HTML {
    Look.notice(.bad, "O que o birô aponta", points: model.rejections)
  }

  private static func history(_ model: ListingModel) -> HTML {
    Look.sheet(
      "Linha do tempo", note: "Cada linha é encadeada por hash e não pode ser mudada",
      Look.timeline(model.happenings))
  }

  private static func choices(_ model: ListingModel) -> HTML? {
    guard !model.choices.isEmpty else { return nil }
    let items = model.choices.map { choice -> HTML in
      guard choice.reason == nil, let path = choice.path else {
        return """
          <div>\(Look.button(choice.label, unavailable: choice.reason))\
          <p class="hint">\(choice.reason)</p></div>
          """
      }
      let action = Look.action(
        choice.label, to: path, choice.isMain ? .primary : .plain, opensDialog: true)
      return "<div>\(action)</div>"
    }
    return """
      <div class="no-print">\(Look.sheet(
        "O que pode ser feito", "<div class=\"stack\">\(items)</div>"))</div>
      """
  }

  private static func facts(_ model: ListingModel) -> HTML {
    let rows = model.facts.map { (term: $0.term, value: HTML(text: $0.value)) }
    let law: HTML? =
      model.law.isEmpty
      ? nil : "<p class=\"hint\">Regra aplicada no pedido: \(model.law)</p>"
    return Look.sheet("Dados", "\(Look.facts(rows))\(law)")
  }
}
