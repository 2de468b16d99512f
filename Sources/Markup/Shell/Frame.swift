/// The frame of a page: head, menu, the line above, the content.
package struct Frame: Sendable {
  /// What the frame says of who is logged in.
  package struct Person: Sendable {
    package let name: String
    package let role: String
    /// The page of the own account.
    package let accountPath: String
    /// Where the buttons of the line above send to.
    package let leavePath: String
    package let themePath: String
    package let token: String

    package init(
      name: String, role: String, accountPath: String, leavePath: String, themePath: String,
      token: String
    ) {
      self.name = name
      self.role = role
      self.accountPath = accountPath
      self.leavePath = leavePath
      self.themePath = themePath
      self.token = token
    }
  }

  /// The name of the side, behind the title: `Adimple`, `Birô de referência`.
  package let product: String
  package let title: String
  package var menu: [MenuGroup] = []
  /// The path of the page, which the menu marks.
  package var path = "/"
  package var crumbs: [Crumb] = []
  package var person: Person?
  package var theme: Theme?
  /// What was done just now.
  package var flash: Flash?
  /// What every page of a house says that is not in earnest: nil in production.
  package var ribbon: Ribbon?
  /// The page of the manual that explains this one.
  package var helpPath: String?
  /// Where the name of the product leads.
  package var homePath = "/"
  /// A line at the end: version, clock.
  package var foot = ""

  package init(product: String, title: String) {
    self.product = product
    self.title = title
  }

  /// A page with the menu.
  package func page(_ content: HTML) -> HTML {
    document(
      """
      <a class="skip unseen" href="#conteudo">Ir para o conteúdo</a>
      <div class="shell"><header class="rail">\(brand)\
      <a class="menu-open" href="#menu">\(Look.icon(.menu))Menu</a>\
      <nav class="menu" id="menu" aria-label="Menu principal">\
      <a class="menu-close" href="#conteudo">\(Look.icon(.cross))Fechar</a>\
      \(menu.map(group))</nav></header>
      <div class="frame">\(ribbon?.html)<div class="top">\(trail)\(person.map(who))</div>
      <main id="conteudo" tabindex="-1">\(flash.map(\.html))\(content)</main>
      <footer class="foot">\(foot)</footer></div></div>
      """)
  }

  /// A page before anybody is known, or when nothing else can be shown: a card on the ground.
  package func gate(_ content: HTML) -> HTML {
    document(
      """
      <div class="gate"><div>\(brand)<main id="conteudo" class="stack" tabindex="-1">\
      \(flash.map(\.html))\(content)</main><footer class="foot">\(foot)</footer></div></div>
      """)
  }

  /// A page for people who come once: no menu, large type, made to be read and printed.
  package func reading(_ content: HTML) -> HTML {
    document(
      """
      <a class="skip unseen" href="#conteudo">Ir para o conteúdo</a>
      <div class="reading"><header class="banner">\(brand)</header>
      <main id="conteudo" tabindex="-1">\(flash.map(\.html))\(content)</main>
      <footer class="foot">\(foot)</footer></div>
      """)
  }

  private func document(_ body: HTML) -> HTML {
    """
    <!DOCTYPE html>
    <html lang="pt-BR"\("data-theme", is: theme?.rawValue)>
    <head><meta charset="utf-8"><title>\(title) · \(product)</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="same-origin">
    <link rel="icon" href="\(Asset.icon.path)" type="image/svg+xml">
    <link rel="stylesheet" href="\(Asset.stylesheet.path)">
    <script type="module" src="\(Asset.script.path)"></script></head>
    <body>
    \(body)
    </body></html>

    """
  }

  private var brand: HTML {
    "<a class=\"brand\" href=\"\(homePath)\">\(Look.mark)<span>\(product)</span></a>"
  }

  private var trail: HTML {
    let items = crumbs.map { crumb -> HTML in
      guard let path = crumb.path else {
        return "<li aria-current=\"page\">\(crumb.label)</li>"
      }
      return "<li><a href=\"\(path)\">\(crumb.label)</a></li>"
    }
    return "<nav class=\"trail\" aria-label=\"Onde você está\"><ol>\(items)</ol></nav>"
  }

  /// The item that the way to the page begins with, else the one whose path is the longest that
  /// holds the page: an inquiry that was begun at a lead belongs to Leads.
  private var currentPath: String? {
    let items = menu.flatMap(\.items)
    if let start = crumbs.lazy.compactMap(\.path).first(where: { path in
      path != homePath && items.contains { $0.path == path }
    }) {
      return start
    }
    return items.filter { $0.holds(path) }.map(\.path).max { $0.utf8.count < $1.utf8.count }
  }

  private func group(_ group: MenuGroup) -> HTML {
    let current = currentPath
    let items = group.items.map { item -> HTML in
      let count: HTML? = item.count.flatMap { count in
        count > 0
          ? "<span class=\"count\">\(count)<span class=\"unseen\"> pendentes</span></span>" : nil
      }
      return """
        <li><a href="\(item.path)"\("aria-current", is: item.path == current ? "page" : nil)>\
        \(Look.icon(item.icon))\(item.label)\(count)</a></li>
        """
    }
    return "\(group.title.map { "<h2>\($0)</h2>" as HTML })<ul>\(items)</ul>"
  }

  private func who(_ person: Person) -> HTML {
    let next = theme?.other
    let words = next.map { $0 == .dark ? "Usar o tema escuro" : "Usar o tema claro" }
    return """
      <div class="who">\(helpPath.map { link($0, "Ajuda desta página", .help) })\
      <button class="button quiet only" type="button" data-shortcuts hidden \
      title="Atalhos do teclado (?)">\(Look.icon(.keyboard))\
      <span class="unseen">Atalhos do teclado</span></button>\
      <form method="post" action="\(person.themePath)" data-theme-form>\
      \(Look.hidden(FormState.tokenName, person.token))\
      <button class="button quiet only" name="theme" value="\(next?.rawValue ?? "dark")" \
      title="\(words ?? "Trocar entre claro e escuro")">\
      \(Look.icon(theme == .dark ? .sun : .moon))\
      <span class="unseen">\(words ?? "Trocar entre claro e escuro")</span></button></form>\
      <a class="person" href="\(person.accountPath)"><span>\(person.name)</span>\
      <span>\(person.role)</span></a>\
      <form method="post" action="\(person.leavePath)">\
      \(Look.hidden(FormState.tokenName, person.token))\
      <button class="button quiet only" title="Sair">\(Look.icon(.leave))\
      <span class="unseen">Sair</span></button></form></div>
      """
  }

  private func link(_ path: String, _ label: String, _ icon: Icon) -> HTML {
    """
    <a class="button quiet only" href="\(path)" title="\(label)">\(Look.icon(icon))\
    <span class="unseen">\(label)</span></a>
    """
  }
}

/// A line over the page that says that nothing there is real.
package struct Ribbon: Hashable, Sendable {
  package let word: String
  package let about: String

  package init(_ word: String, _ about: String) {
    self.word = word
    self.about = about
  }

  var html: HTML {
    "<p class=\"ribbon\" role=\"note\"><strong>\(word)</strong> <span>\(about)</span></p>"
  }
}

/// What was done just now, told once on the next page.
package struct Flash: Hashable, Sendable {
  package let tone: Tone
  package let text: String

  package init(_ tone: Tone, _ text: String) {
    self.tone = tone
    self.text = text
  }

  var html: HTML { Look.notice(tone, text) }
}
