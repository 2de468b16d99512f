import Credit
import SQLDatabase
import TestKit

@testable import DebtCollection

extension WriterCase {
  /// Uploads and imports. What is done line by line is a row of work.
  static let files: [WriterCase] = [
    WriterCase("a file is taken in and another beside it", tellsFailures: false) { _ in
      (
        { _ = try await $0.imports.keepUpload(UploadTests.stream([Array("a;b".utf8)])) },
        { _ = try await $0.imports.keepUpload(UploadTests.stream([Array("c;d".utf8)])) }
      )
    },
    WriterCase("an upload is discarded twice") { registry in
      let upload = try await upload(ImportFiles.people, registry)
      let discard: Work = { try await $0.imports.discardUpload(upload) }
      return (discard, discard)
    },
    WriterCase("a preview is confirmed twice") { registry in
      let preview = try await preview(registry)
      let confirm: Work = { _ = try await $0.imports.confirmImport(preview, actor: .system) }
      return (confirm, confirm)
    },
    WriterCase("a preview is confirmed and dismissed") { registry in
      let preview = try await preview(registry)
      return (
        { _ = try await $0.imports.confirmImport(preview, actor: .system) },
        { try await $0.imports.dismissImport(preview) }
      )
    },
    WriterCase("an upload is imported and discarded", tellsFailures: false) { registry in
      let upload = try await upload(ImportFiles.people, registry)
      return (
        {
          _ = try await $0.imports.startImport(
            kind: .people, upload: upload, dryRun: false, actor: .system)
        }, { try await $0.imports.discardUpload(upload) }
      )
    },
    WriterCase("two workers of one import of people", tellsFailures: false) { registry in
      let job = try await job(.people, ImportFiles.people, registry)
      let work: Work = { _ = try await $0.imports.continueImport(job) }
      return (work, work)
    },
    WriterCase("one file of people is imported twice at once", tellsFailures: false) { registry in
      let first = try await job(.people, ImportFiles.people, registry)
      let second = try await job(.people, ImportFiles.people, registry)
      return (
        { _ = try await $0.imports.continueImport(first) },
        { _ = try await $0.imports.continueImport(second) }
      )
    },
    WriterCase("people are imported and one of them registered", tellsFailures: false) { registry in
      let job = try await job(.people, ImportFiles.people, registry)
      return (
        { _ = try await $0.imports.continueImport(job) },
        { _ = try await $0.people.createPerson(Registry.personChange) }
      )
    },
    WriterCase("titles are imported and one of them paid", tellsFailures: false) { registry in
      let title = try await importedTitle(registry)
      let changed = ImportFiles.receivables.replacing("1.200,50", with: "1.300,50")
      let job = try await job(.receivables, changed, registry)
      return ({ _ = try await $0.imports.continueImport(job) }, pay(title, 10_000))
    },
    WriterCase("payments are imported and one title cancelled", tellsFailures: false) { registry in
      let title = try await importedTitle(registry)
      let job = try await job(.payments, ImportFiles.payments, registry)
      return (
        { _ = try await $0.imports.continueImport(job) },
        { _ = try await $0.receivables.cancelReceivable(title, actor: Registry.actor) }
      )
    },
    WriterCase("a line of a return is decided twice") { registry in
      let title = try await importedTitle(registry)
      let job = try await job(.bankReturn, BankReturnTests.unmatched(), registry)
      _ = try await registry.office.imports.continueImport(job)
      let decide: Work = {
        _ = try await $0.bankReturns.decideReturnLine(
          job, line: 2, .title(title, keep: false), actor: Registry.actor)
      }
      return (decide, decide)
    },
    WriterCase("a return of the bank and a payment at the desk", tellsFailures: false) { registry in
      let title = try await importedTitle(registry)
      let job = try await job(.bankReturn, BankReturnTests.settled("99999", 50_000), registry)
      return ({ _ = try await $0.imports.continueImport(job) }, pay(title, 10_000))
    },
  ]

  private static func upload(_ text: String, _ registry: Registry) async throws -> ID<Upload> {
    try await registry.office.imports.keepUpload(UploadTests.stream([Array(text.utf8)]))
  }

  private static func job(
    _ kind: ImportKind, _ text: String, _ registry: Registry
  ) async throws -> ID<ImportJob> {
    try await registry.office.imports.startImport(
      kind: kind, upload: upload(text, registry), dryRun: false, actor: .system)
  }

  private static func preview(_ registry: Registry) async throws -> ID<ImportJob> {
    let preview = try await registry.office.imports.previewImport(
      kind: .people, upload: upload(ImportFiles.people, registry), actor: .system)
    _ = try await registry.office.imports.continueImport(preview)
    return preview
  }

  /// The title T2 of R$ 1.200,50, whose number at the bank is 99999.
  private static func importedTitle(_ registry: Registry) async throws -> ID<Receivable> {
    for (kind, text) in [
      (ImportKind.people, ImportFiles.people), (.contracts, ImportFiles.contracts),
      (.receivables, ImportFiles.receivables),
    ] {
      _ = try await registry.office.imports.continueImport(job(kind, text, registry))
    }
    return try await registry.office.database.read { transaction in
      try transaction.query(
        "SELECT id FROM receivables WHERE external_code = 'T2'"
      ) { ID<Receivable>(try $0.integer(0)) }[0]
    }
  }
}
