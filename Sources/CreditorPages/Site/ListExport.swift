import Credit
import Markup

/// The file of a list: the rows of the page, masked alike, and all pages of them.
enum ListExport {
  /// Rows that are read at a time.
  static let rowsAtOnce = 500

  /// Whether what an address gives leaves the house as a file of many. A model of a file does not,
  /// and a document of one subject is recorded where it is opened.
  static func isExport(_ path: String) -> Bool {
    path.hasSuffix(".csv") && !path.hasPrefix(ImportPages.models)
  }

  static func action(_ path: String) -> HTML {
    Look.action("Exportar CSV", to: path, icon: .download, isDownload: true)
  }
}
