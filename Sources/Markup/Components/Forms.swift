extension Look {
  /// A form that changes something. The token proves that the page came from us.
  ///
  /// - Parameters:
  ///   - shown: the names of the fields that show their own faults; all others are told above.
  ///   - failure: what did not happen, as the title of all faults.
  ///   - isUpload: sends files.
  ///   - waits: what is said while the answer takes time, for somebody outside is asked.
  package static func form(
    to path: String, token: String, state: FormState = FormState(), shown: Set<String> = [],
    failure: String? = nil, isUpload: Bool = false, isWide: Bool = false,
    waits: String? = nil, _ content: HTML
  ) -> HTML {
    let words: HTML? = waits == nil ? nil : "<p class=\"hint\" role=\"status\" data-waiting></p>"
    return """
      <form class="form\(isWide ? " wide" : "")" method="post" action="\(path)"\
      \("enctype", is: isUpload ? "multipart/form-data" : nil)\("data-waits", is: waits)>\
      \(hidden(FormState.tokenName, token))\(faultSummary(state, shown, failure))\(content)\
      \(words)</form>
      """
  }

  /// A form of one button: leave, end, run now.
  package static func buttonForm(
    to path: String, token: String, fields: [(name: String, value: String)] = [], _ button: HTML
  ) -> HTML {
    let values = fields.map { hidden($0.name, $0.value) }
    return """
      <form method="post" action="\(path)">\(hidden(FormState.tokenName, token))\(values)\
      \(button)</form>
      """
  }

  /// What is wrong with a form, above it: how much, and what no field can show.
  private static func faultSummary(
    _ state: FormState, _ shown: Set<String>, _ failure: String?
  ) -> HTML? {
    guard !state.faults.isEmpty else { return nil }
    let rest = state.faults(besides: shown).map(\.detail)
    let count = state.faults.count
    if let failure {
      let hint = "Corrija o que está marcado abaixo e envie de novo."
      return notice(.bad, failure, points: rest + (rest.count < count ? [hint] : []))
    }
    if rest.count == 1, count == 1 { return notice(.bad, rest[0]) }
    let title =
      count == 1
      ? "Há um problema; corrija e envie de novo."
      : "Há \(count) problemas; corrija todos e envie de novo."
    return notice(.bad, title, points: rest)
  }

  /// The bottom of a form.
  package static func formEnd(_ buttons: HTML...) -> HTML {
    "<div class=\"form-end\">\(buttons)</div>"
  }

  /// Fields side by side where there is room.
  package static func pair(_ fields: HTML...) -> HTML {
    "<div class=\"pair\">\(fields)</div>"
  }

  /// The bar above a list. Sends itself by GET, so that the filters stand in the address; with a
  /// token by POST to an address that leads to the list: for searches that may hold a document,
  /// which no address may.
  ///
  /// - Parameters:
  ///   - keep: what the address has besides, the order for instance.
  ///   - clear: the address without filters, where some are set.
  package static func filters(
    to path: String, token: String? = nil, keep: [(name: String, value: String)] = [],
    clear: String? = nil, _ fields: HTML...
  ) -> HTML {
    let kept = keep.filter { !$0.value.isEmpty }.map { hidden($0.name, $0.value) }
    return """
      <form class="filters" method="\(token == nil ? "get" : "post")" action="\(path)" \
      role="search" data-filters>\(token.map { hidden(FormState.tokenName, $0) })\(kept)\
      \(fields)<div class="actions">\(button("Filtrar", icon: .filter))\
      \(clear.map { action("Limpar", to: $0, .quiet) })</div></form>
      """
  }

  /// The step before something of money or law: says in one sentence what will happen and when,
  /// and asks once.
  package static func confirm(
    title: String, sentence: HTML, isDangerous: Bool = false, _ form: HTML
  ) -> HTML {
    """
    <section class="sheet confirm\(isDangerous ? " danger" : "")"><h1>\(title)</h1>\
    <p class="sentence">\(sentence)</p>\(form)</section>
    """
  }
}

extension FormState {
  /// The hidden field of every form that changes something.
  package static let tokenName = "_token"
}
