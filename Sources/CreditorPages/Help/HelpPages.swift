import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Ajuda: the user manual in the product, a page for each screen's subject.
enum HelpPages {
  static let path = Contents.help.path

  static func path(of page: ManualPage) -> String { path(ofSlug: page.slug) }
  static func path(ofSlug slug: String) -> String { Contents.helpPage(slug).path }
  static func path(ofPicture screen: String) -> String { Contents.picture.path(screen) }
}

extension Site {
  func addHelp(to table: inout PageTable<Site>) {
    table.get(Contents.help) { visit in
      visit.page("Ajuda", crumbs: [Crumb("Ajuda")], HelpView.contents(ManualPage.all))
    }
    for page in ManualPage.all {
      table.get(Contents.helpPage(page.slug)) { visit in
        visit.page(
          page.title, crumbs: [Crumb("Ajuda", HelpPages.path), Crumb(page.title)],
          HelpView.page(page, of: ManualPage.all, pictures: pictures))
      }
    }
    table.get(Contents.picture) { visit in
      let screen = try visit.context.parameters.require("screen")
      guard let bytes = pictures.bytes(of: screen) else { throw Problem.notFound() }
      return .bytes(
        bytes, mediaType: "image/png", headers: [.cacheControl: "private, max-age=86400"])
    }
  }
}
