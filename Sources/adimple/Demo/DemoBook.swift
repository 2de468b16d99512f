import DebtCollection
import Fictitious

/// Books of the fictitious provider, taken in as a creditor's files are.
enum DemoBook {
  /// Writes the four files of a book and imports them in their order.
  static func take(_ book: FictitiousBook, from folder: String, into office: Office) async throws {
    try book.write(into: folder)
    for kind in [ImportKind.people, .contracts, .receivables, .payments] {
      let id = try await office.imports.startImport(
        kind: kind, contentPath: "\(folder)/\(kind.rawValue).csv", dryRun: false,
        actor: .commandLine)
      _ = try await office.imports.continueImport(id)
    }
  }
}
