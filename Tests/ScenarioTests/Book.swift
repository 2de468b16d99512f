import Credit
import DebtCollection
import TestKit
import Testing

/// A book that was imported into a rehearsal.
struct ImportedBook {
  let book: FatedBook
  /// Our id of each title, by its code.
  let ids: [String: ID<Receivable>]

  /// Imports the four files and opens the disputes.
  static func take(_ book: FatedBook, into rehearsal: Rehearsal) async throws -> ImportedBook {
    let files: [(ImportKind, [UInt8], Int)] = [
      (.people, book.peopleFile, book.people.count),
      (.contracts, book.contractsFile, book.contracts.count),
      (.receivables, book.titlesFile, book.titles.count),
      (.payments, book.paymentsFile, book.titles.count { $0.paid > .zero }),
    ]
    for (kind, bytes, count) in files {
      let report = try await rehearsal.importFile(kind, bytes)
      let faults = try await rehearsal.office.imports.importFaults(report.id, after: nil, limit: 5)
      #expect(report.state == .finished, "\(kind): \(report.problem ?? "")")
      #expect(report.refused == 0, "\(kind): \(faults)")
      #expect(report.created == count, "\(kind)")
    }
    var ids: [String: ID<Receivable>] = [:]
    for row in try await rehearsal.office.allReceivables() {
      ids[try #require(row.externalCode)] = row.id
    }
    let imported = ImportedBook(book: book, ids: ids)
    for title in book.titles where title.isDisputed {
      _ = try await rehearsal.office.receivables.disputeReceivable(
        imported.id(of: title), open: true, reason: "Serviço não prestado", courtOrder: false,
        actor: .commandLine)
    }
    return imported
  }

  func id(of title: FatedBook.Title) throws -> ID<Receivable> {
    try #require(ids[title.code])
  }

  /// Every title that the routine may look at has a decision, each the one of its fate, with
  /// reasons that name their source.
  func expectDecisions(_ decisions: [CollectionDecision]) throws {
    var byTitle: [ID<Receivable>: CollectionDecision] = [:]
    for decision in decisions {
      #expect(byTitle.updateValue(decision, forKey: decision.receivable) == nil)
    }
    for title in book.titles {
      let decision = byTitle[try id(of: title)]
      switch title.fate {
      case .notExamined:
        #expect(decision == nil, "\(title.code)")
      case .listed:
        #expect(decision?.outcome == .listed, "\(title.code): \(decision?.reasons ?? [])")
        #expect(decision?.amount == title.open, "\(title.code)")
      case .leftOut(let code):
        #expect(decision?.outcome == .leftOut, "\(title.code) for \(code)")
        #expect(decision?.reasons.contains { $0.code == code.rawValue } == true, "\(title.code)")
        for reason in decision?.reasons ?? [] {
          #expect(!reason.source.isEmpty && !reason.detail.isEmpty, "\(title.code)")
        }
      }
    }
  }
}
