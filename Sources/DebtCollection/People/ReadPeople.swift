package import Credit
import Refusals
import SQLDatabase
import Sealing
import World

/// Which people are asked for; nil means any.
package struct PersonFilter: Sendable {
  package var stage: PersonStage?
  /// The beginning of the name; case and accents do not count.
  package var namePrefix: String?
  /// A whole document, masked or bare.
  package var document: String?
  package var branch: ID<Branch>?

  package init() {}
}

extension People {
  package func person(_ id: ID<Person>) async throws -> PersonRow {
    guard let person = try await database.read({ try PersonRows.find(id, in: $0) }) else {
      throw Refusal.notFound("Pessoa")
    }
    return person
  }

  /// The whole document of a person, for whoever may see it. The opening is recorded.
  package func openDocument(of id: ID<Person>, actor: Actor) async throws -> Document? {
    let sealed = try await database.write { transaction in
      guard
        let row = try transaction.first(
          "SELECT document_sealed, document_index FROM people WHERE id = ?1", [id],
          { row in (sealed: try row.optionalBytes(0), index: try row.optionalBytes(1)) })
      else { throw Refusal.notFound("Pessoa") }
      try office.accessRecords.logAccess(
        actor, "see-document", subject: id.description, documentIndex: row.index, in: transaction)
      return row.sealed
    }
    guard let sealed else { return nil }
    return try Document.parse(try sealer.openText(sealed, place: DebtorRow.documentPlace(id)))
  }

  /// The documents of a page of people, each opening recorded; those without one are left out.
  package func openDocuments(
    of people: [ID<Person>], actor: Actor
  ) async throws -> [ID<Person>: Document] {
    guard !people.isEmpty else { return [:] }
    let sealed = try await database.write { transaction in
      var found: [(id: ID<Person>, sealed: [UInt8], index: [UInt8])] = []
      try KeyedRows.forEach(
        """
        SELECT id, document_sealed, document_index FROM people
        WHERE document_sealed IS NOT NULL AND id IN
        """, keys: people.map(\.sqlValue), in: transaction
      ) { found.append((try $0.id(0), try $0.bytes(1), try $0.bytes(2))) }
      try office.accessRecords.logAccess(
        actor, "see-document", to: found.map { ($0.id.description, $0.index) }, in: transaction)
      return found
    }
    var documents: [ID<Person>: Document] = [:]
    for person in sealed {
      documents[person.id] = try Document.parse(
        try sealer.openText(person.sealed, place: DebtorRow.documentPlace(person.id)))
    }
    return documents
  }

  /// People by id after `after`.
  package func people(
    _ filter: PersonFilter, after: ID<Person>?, limit: Int
  ) async throws -> [PersonRow] {
    var sql = PersonRows.select + " WHERE id > ?1"
    var arguments: [any SQLConvertible] = [after ?? ID<Person>(0)]
    func narrow(_ condition: (Int) -> String, _ value: any SQLConvertible) {
      arguments.append(value)
      sql += " AND " + condition(arguments.count)
    }
    if let stage = filter.stage { narrow({ "stage = ?\($0)" }, stage.rawValue) }
    if let branch = filter.branch { narrow({ "branch_id = ?\($0)" }, branch) }
    if let prefix = filter.namePrefix, !prefix.isEmpty {
      let folded = PersonRows.folded(prefix)
      // Byte order, as the index has it; a server's own language order would skip blanks.
      let order = database.engine == .postgres ? " COLLATE \"C\"" : ""
      narrow({ "name_folded\(order) >= ?\($0)" }, folded)
      narrow({ "name_folded\(order) < ?\($0)" }, folded + "~")
    }
    if let text = filter.document {
      do {
        let document = try Document.parse(text)
        narrow({ "document_index = ?\($0)" }, documents.value(forBare: document.bare))
      } catch {
        throw Refusal.invalid([
          Refusal.Fault(pointer: "/document", code: error.code, detail: error.message)
        ])
      }
    }
    arguments.append(limit)
    let (text, values) = (sql + " ORDER BY id LIMIT ?\(arguments.count)", arguments)
    return try await database.read { try $0.query(text, values, PersonRows.decode) }
  }
}
