package import Credit
import Refusals
import SQLDatabase
import World

extension Imports {
  /// Hours for which the file of a preview is kept so that it can be confirmed.
  package static let confirmationHours = 24

  /// Starts a preview: the import done and undone, with its file kept until it is confirmed.
  /// Nothing but the report is written.
  package func previewImport(
    kind: ImportKind, upload: ID<Upload>, fileName: String? = nil, actor: Actor
  ) async throws -> ID<ImportJob> {
    try await startImport(
      kind: kind, upload: upload, fileName: fileName, dryRun: true,
      confirmUntil: world.clock.now().adding(seconds: Self.confirmationHours * 3_600),
      actor: actor)
  }

  /// Does for good what a preview showed, with the same file. A second time it answers with the
  /// import that the first one started.
  package func confirmImport(_ id: ID<ImportJob>, actor: Actor) async throws -> ID<ImportJob> {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard let preview = try ImportRows.find(id, locked: true, in: transaction) else {
        throw Refusal.notFound("Importação")
      }
      if let confirmed = preview.confirmed { return confirmed }
      guard preview.isDryRun, preview.state == .finished else {
        throw Refusal(
          .conflict, code: "not-a-preview",
          detail: "Só se confirma uma simulação que chegou ao fim.")
      }
      guard let upload = preview.upload, let until = preview.confirmUntil, now < until else {
        throw Refusal(
          .conflict, code: "file-gone",
          detail: "O arquivo não está mais guardado; envie-o de novo.")
      }
      let next = ImportReport(
        id: ID(try transaction.nextIdentifier()), kind: preview.kind, fileName: preview.fileName,
        state: .running, isDryRun: false, byteCount: preview.byteCount, positionBytes: 0,
        positionLine: 0,
        startedBy: actor.name, startedAt: now, upload: upload)
      try ImportRows.insert(
        next, contentHash: try ImportRows.contentHash(of: id, in: transaction), in: transaction)
      try transaction.execute(
        """
        UPDATE imports SET upload_id = NULL, confirm_until_at = NULL, confirmed_id = ?2
        WHERE id = ?1
        """, [id, next.id])
      return next.id
    }
  }

  /// Lets the file of a preview go at once.
  package func dismissImport(_ id: ID<ImportJob>) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      guard let preview = try ImportRows.find(id, locked: true, in: transaction) else {
        throw Refusal.notFound("Importação")
      }
      guard preview.confirmUntil != nil else { return }
      try transaction.execute(
        "UPDATE imports SET confirm_until_at = ?2 WHERE id = ?1", [id, now])
    }
  }

  /// The import that took the same file before, if one did.
  package func earlierImport(of id: ID<ImportJob>) async throws -> ImportReport? {
    try await database.read { transaction in
      try transaction.first(
        ImportRows.select + """
           WHERE content_hash = (SELECT content_hash FROM imports WHERE id = ?1) AND id < ?1
            AND kind = (SELECT kind FROM imports WHERE id = ?1)
            AND dry_run = 0 AND state = 'finished'
          ORDER BY id DESC LIMIT 1
          """, [id], ImportRows.decode)
    }
  }
}
