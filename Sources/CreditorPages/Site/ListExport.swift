import Credit
import Markup

/// The file of a list: the rows of the page, masked alike, and all pages of them.
enum ListExport {
  /// Rows that are read at a time.
  static let rowsAtOnce = 500

  static func action(_ path: String) -> HTML {
    Look.action("Exportar CSV", to: path, icon: .download, isDownload: true)
  }
}
