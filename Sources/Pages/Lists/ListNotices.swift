package import Markup

/// What lists say of themselves, in the same words everywhere.
package enum ListNotices {
  package static func cut(_ isCut: Bool) -> HTML? {
    guard isCut else { return nil }
    return Look.notice(
      .waiting, "Muitas pessoas têm esse nome; a lista mostra parte delas. Escreva mais letras.")
  }

  /// Nobody fits what was searched for: why, and the way back to the whole list.
  package static func missed(
    _ miss: SearchMiss, title: String = "Ninguém encontrado", clear path: String
  ) -> HTML {
    Look.empty(title, miss.sentence(), actions: [Look.action("Limpar a busca", to: path)])
  }

  /// "1 título nesta página", "50 títulos nesta página; há mais".
  package static func count(_ count: Int, _ one: String, _ many: String, more: String?) -> String {
    "\(count) \(count == 1 ? one : many) nesta página" + (more == nil ? "" : "; há mais")
  }
}
