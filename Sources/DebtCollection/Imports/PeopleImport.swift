import Credit
import SQLDatabase
import Sealing
import World

private enum Column {
  static let code = 0, stage = 1, kind = 2, document = 3, name = 4, birth = 5, email = 6
  static let phone = 7, postalCode = 8, street = 9, number = 10, complement = 11
  static let district = 12, city = 13, state = 14, branch = 15
}

/// Writes a chunk of `people.csv`.
struct PeopleImport {
  private let office: Office
  private let now: Instant
  private let transaction: Transaction
  private var outcome = ImportOutcome()
  private var known: [String: PersonRow] = [:]
  /// Whose document it is.
  private var owners: [[UInt8]: PersonRow] = [:]
  private var documents: [ID<Person>: [UInt8]] = [:]
  /// Whom a bureau lists under the document that stands.
  private var listed: Set<ID<Person>> = []
  private var branches: [String: ID<Branch>] = [:]
  private var writes: [ID<Person>: (person: PersonRow, document: Document?)] = [:]

  static func run(
    _ lines: [ImportLine], office: Office, in transaction: Transaction
  ) throws -> ImportOutcome {
    var work = PeopleImport(office: office, transaction: transaction)
    let parsed = lines.map { Self.parse($0) }
    try work.readKnown(parsed)
    for (line, document) in parsed { try work.take(line, document) }
    try work.flush()
    return work.outcome
  }

  private init(office: Office, transaction: Transaction) {
    self.office = office
    self.now = office.world.clock.now()
    self.transaction = transaction
  }

  private static func parse(_ line: ImportLine) -> (line: ImportLine, document: Document?) {
    guard line.isReadable, let text = line.optional(Column.document) else { return (line, nil) }
    var line = line
    do {
      return (line, try Document.parse(text))
    } catch {
      line.refuse(error.code, error.message)
      return (line, nil)
    }
  }

  private mutating func readKnown(
    _ lines: [(line: ImportLine, document: Document?)]
  ) throws {
    let codes = Set(lines.filter(\.line.isReadable).map { $0.line.text(Column.code) })
    let indexes = Set(
      lines.compactMap { $0.document }.map { office.documents.value(forBare: $0.bare) })
    var rows: [ID<Person>: PersonRow] = [:]
    try KeyedRows.forEach(
      PersonRows.select + " WHERE external_code IN", keys: codes.map(\.sqlValue), in: transaction
    ) { row in
      let person = try PersonRows.decode(row)
      rows[person.id] = person
    }
    try KeyedRows.forEach(
      PersonRows.select + " WHERE document_index IN", keys: indexes.map(\.sqlValue),
      in: transaction
    ) { row in
      let person = try PersonRows.decode(row)
      rows[person.id] = person
    }
    for person in rows.values {
      if let code = person.externalCode { known[code] = person }
    }
    try KeyedRows.forEach(
      "SELECT id, document_index FROM people WHERE document_index IS NOT NULL AND id IN",
      keys: rows.keys.map(\.sqlValue), in: transaction
    ) { row in
      let id: ID<Person> = try row.id(0)
      documents[id] = try row.bytes(1)
      owners[try row.bytes(1)] = rows[id]
    }
    try KeyedRows.forEach(
      "SELECT person_id FROM receivables WHERE live_listing_id IS NOT NULL AND person_id IN",
      keys: rows.keys.map(\.sqlValue), in: transaction
    ) { listed.insert(try $0.id(0)) }
    branches = try ImportReferences.branches(in: transaction)
  }

  private mutating func take(_ read: ImportLine, _ document: Document?) throws {
    var line = read
    guard line.isReadable else { return outcome.refuse(line) }
    let code = line.code(Column.code, named: "o código")
    let index = document.map { office.documents.value(forBare: $0.bare) }
    let owner = index.flatMap { owners[$0] }
    // A person whom somebody entered by hand, without code, is the one that the file means.
    let existing = known[code] ?? (owner?.externalCode == nil ? owner : nil)
    if let owner, owner.id != existing?.id {
      line.refuse("document-taken", "Este documento já está no cadastro \(owner.id).")
    }
    if let existing, let index, listed.contains(existing.id), documents[existing.id] != index {
      line.refuse(
        "person-listed",
        "Há negativação em andamento com o documento atual: peça a baixa por correção antes de "
          + "trocar o documento.")
    }
    let blank = PersonRow(
      id: ID(0), stage: .lead, kind: .natural, name: "", address: .empty, createdAt: now)
    var person = existing ?? blank
    fill(&person, &line, document: document)
    person.externalCode = code
    guard !line.isRefused else { return outcome.refuse(line) }
    if existing == nil {
      person = person.renumbered(ID(try transaction.nextIdentifier()))
      outcome.created += 1
    } else if let existing, isSame(existing, person, index) {
      outcome.unchanged += 1
      return
    } else {
      outcome.updated += 1
    }
    remember(person, document: document, index: index)
  }

  private func isSame(_ old: PersonRow, _ new: PersonRow, _ index: [UInt8]?) -> Bool {
    (index == nil || documents[old.id] == index)
      && PersonRows.arguments(old, document: nil, office: office, at: now)
        == PersonRows.arguments(new, document: nil, office: office, at: now)
  }

  private mutating func remember(_ person: PersonRow, document: Document?, index: [UInt8]?) {
    if let code = person.externalCode { known[code] = person }
    if let index {
      if let old = documents[person.id], old != index { owners[old] = nil }
      documents[person.id] = index
    }
    if let index = documents[person.id] { owners[index] = person }
    writes[person.id] = (person, document ?? writes[person.id]?.document)
  }

  private mutating func flush() throws {
    let ordered = writes.values.sorted { $0.person.id < $1.person.id }
    try transaction.executeMany(
      PersonRows.writing.sql,
      ordered.map {
        PersonRows.arguments($0.person, document: $0.document, office: office, at: now)
      })
    try transaction.executeMany(
      "UPDATE inquiries SET person_id = ?1 WHERE document_index = ?2 AND person_id IS NULL",
      ordered.filter { $0.document != nil }.map {
        [$0.person.id.sqlValue, documents[$0.person.id].sqlValue]
      })
  }
}

extension PeopleImport {
  private func fill(_ person: inout PersonRow, _ line: inout ImportLine, document: Document?) {
    let stage = line.word(
      Column.stage, named: "etapa",
      of: [
        "lead": PersonStage.lead, "prospeccao": .prospect, "cliente": .customer,
      ])
    let kind = line.word(
      Column.kind, named: "tipo",
      of: [
        "fisica": PersonKind.natural, "juridica": .legal, "pf": .natural, "pj": .legal,
        "pessoa fisica": .natural, "pessoa juridica": .legal, "f": .natural, "j": .legal,
      ])
    if line.text(Column.stage).isEmpty, person.name.isEmpty {
      line.refuse("required", "Informe a etapa: lead, prospeccao ou cliente.")
    }
    // The conversion only advances (manual, item 32).
    if let stage { person.stage = max(stage, person.stage) }
    if let document, let kind, document.personKind != kind {
      line.refuse(
        "document-kind-mismatch",
        "O documento é de \(document.personKind.label.lowercased()) e o tipo diz "
          + "\(kind.label.lowercased()).")
    }
    person.kind = document?.personKind ?? kind ?? person.kind
    if let document { person.documentMasked = document.masked }
    person.name = line.text(Column.name)
    if line.has(Column.birth) {
      person.birthDate = line.date(Column.birth, named: "a data de nascimento")
    }
    if line.has(Column.email) { person.email = line.optional(Column.email) }
    if line.has(Column.phone) { person.phone = line.optional(Column.phone) }
    let known = person.address
    person.address =
      PostalAddress(
        postalCode: line.text(Column.postalCode, or: known.postalCode),
        street: line.text(Column.street, or: known.street),
        number: line.text(Column.number, or: known.number),
        complement: line.text(Column.complement, or: known.complement),
        district: line.text(Column.district, or: known.district),
        city: line.text(Column.city, or: known.city),
        state: line.text(Column.state, or: known.state)
      ).normalized
    if line.has(Column.branch) {
      person.branch = ImportReferences.branch(line.text(Column.branch), among: branches, &line)
    }
    check(person, &line)
  }

  private func check(_ person: PersonRow, _ line: inout ImportLine) {
    var faults = FaultList()
    faults.check(person.name, "", named: "o nome", limit: People.personNameLimit)
    faults.checkLength(person.email, "", named: "e-mail", limit: 254)
    faults.checkLength(person.phone, "", named: "telefone", limit: 30)
    if let email = person.email, !email.contains("@") {
      faults.add("", "invalid-email", "O e-mail precisa de um @.")
    }
    if let birth = person.birthDate, birth > now.civilDate || !DateBound.birth.contains(birth) {
      faults.add("", "invalid-date", "A data de nascimento não é possível.")
    }
    person.address.check(into: &faults, at: "")
    if person.stage != .lead, person.documentMasked == nil, line.text(Column.document).isEmpty {
      faults.add("", "required", "Informe o CPF ou CNPJ: só um lead pode ficar sem.")
    }
    line.refuse(faults)
  }
}

extension PersonRow {
  fileprivate func renumbered(_ id: ID<Person>) -> PersonRow {
    PersonRow(
      id: id, externalCode: externalCode, stage: stage, kind: kind,
      documentMasked: documentMasked, name: name, birthDate: birthDate, deceasedOn: deceasedOn,
      email: email, phone: phone, address: address, branch: branch, createdAt: createdAt)
  }
}

/// The stage that is further on.
private func max(_ left: PersonStage, _ right: PersonStage) -> PersonStage {
  left.rank > right.rank ? left : right
}
