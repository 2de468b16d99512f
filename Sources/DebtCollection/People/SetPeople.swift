package import Credit
import Refusals
import SQLDatabase
import Sealing
import World

extension People {
  /// Unicode scalars of a name; the bureau takes and prints as many.
  package static let personNameLimit = 200

  package func createPerson(
    _ change: PersonChange, actor: Actor = .system
  ) async throws -> PersonRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      let blank = PersonRow(
        id: ID(try transaction.nextIdentifier()), stage: .lead, kind: .natural, name: "",
        address: .empty, createdAt: now)
      let person = try self.save(blank, change, isNew: true, at: now, in: transaction)
      try office.accessRecords.logChange(
        actor, "person.added", subject: person.id.description, to: person, in: transaction)
      return person
    }
  }

  /// A death that becomes known takes the person's listings off in the same transaction, and blocks
  /// every title.
  package func updatePerson(
    _ id: ID<Person>, _ change: PersonChange, actor: Actor = .system
  ) async throws -> PersonRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard let person = try PersonRows.find(id, in: transaction) else {
        throw Refusal.notFound("Pessoa")
      }
      let next = try self.save(person, change, isNew: false, at: now, in: transaction)
      if person.deceasedOn == nil, next.deceasedOn != nil {
        try office.listingBlocks.followDeath(
          of: id, note: "Falecimento informado no cadastro.", by: actor, in: transaction)
      }
      try office.accessRecords.logChange(
        actor, "person.changed", subject: id.description, from: person, to: next,
        in: transaction)
      return next
    }
  }

  /// Lead → prospecção → cliente (manual, item 32). Inquiries made before follow: they belong to
  /// the person, and those made by document alone are linked now.
  package func convertPerson(
    _ id: ID<Person>, to stage: PersonStage, actor: Actor = .system
  ) async throws -> PersonRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard let person = try PersonRows.find(id, in: transaction) else {
        throw Refusal.notFound("Pessoa")
      }
      guard stage.rank > person.stage.rank else {
        throw Refusal(
          .conflict, code: "conversion-not-possible",
          detail: "A pessoa já está na etapa \(person.stage.portuguese); a conversão só avança.")
      }
      guard person.documentMasked != nil else {
        throw Refusal(
          .unprocessable, code: "document-required",
          detail: "Informe o CPF ou CNPJ antes de converter.")
      }
      var change = PersonChange()
      change.stage = stage
      let converted = try self.save(person, change, isNew: false, at: now, in: transaction)
      try transaction.execute(
        """
        UPDATE inquiries SET person_id = ?1
        WHERE person_id IS NULL
          AND document_index = (SELECT document_index FROM people WHERE id = ?1)
        """, [id])
      try office.accessRecords.logChange(
        actor, "person.converted-to-\(stage.rawValue)", subject: id.description, from: person,
        to: converted, in: transaction)
      return converted
    }
  }

  private func save(
    _ person: PersonRow, _ change: PersonChange, isNew: Bool, at now: Instant,
    in transaction: Transaction
  ) throws -> PersonRow {
    var next = person
    if let code = change.externalCode { next.externalCode = code }
    if let stage = change.stage { next.stage = stage }
    if let kind = change.kind { next.kind = kind }
    if let name = change.name { next.name = name }
    if let birth = change.birthDate { next.birthDate = birth }
    if let deceased = change.deceasedOn { next.deceasedOn = deceased }
    if let email = change.email { next.email = email }
    if let phone = change.phone { next.phone = phone }
    change.address?.apply(to: &next.address)
    if let branch = change.branch { next.branch = branch }
    next.branch = transaction.branch(orHomeOf: next.branch)
    var faults = FaultList()
    let document = parse(change.document, for: &next, kindWasGiven: change.kind != nil, &faults)
    try check(next, document: document, faults: &faults, today: now.civilDate, in: transaction)
    if document == nil, next.kind != person.kind, next.documentMasked != nil {
      faults.add(
        "/kind", "document-kind-mismatch",
        "O documento do cadastro é de \(person.kind.label.lowercased()); informe o outro junto.")
    }
    if let document, !isNew {
      try checkNotListed(next.id, before: document, faults: &faults, in: transaction)
    }
    try faults.throwIfAny()
    if let document { next.documentMasked = document.masked }
    try transaction.execute(
      PersonRows.writing.sql,
      PersonRows.arguments(next, document: document, office: office, at: now))
    if let document { try adoptInquiries(of: next.id, document: document, in: transaction) }
    return next
  }

  /// The document decides the kind of person unless the kind was said and contradicts it.
  private func parse(
    _ text: String?, for person: inout PersonRow, kindWasGiven: Bool, _ faults: inout FaultList
  ) -> Document? {
    guard let text else { return nil }
    do {
      let document = try Document.parse(text)
      if !kindWasGiven {
        person.kind = document.personKind
      } else if document.personKind != person.kind {
        faults.add(
          "/document", "document-kind-mismatch",
          "O documento é de \(document.personKind.label.lowercased()) e o tipo diz "
            + "\(person.kind.label.lowercased()).")
      }
      return document
    } catch {
      faults.add("/document", error.code, error.message)
      return nil
    }
  }

  private func check(
    _ person: PersonRow, document: Document?, faults: inout FaultList, today: CivilDate,
    in transaction: Transaction
  ) throws {
    faults.check(person.name, "/name", named: "o nome", limit: Self.personNameLimit)
    faults.checkLength(person.email, "/email", named: "e-mail", limit: 254)
    faults.checkLength(person.phone, "/phone", named: "telefone", limit: 30)
    if let email = person.email, !email.contains("@") {
      faults.add("/email", "invalid-email", "O e-mail precisa de um @.")
    }
    if let deceased = person.deceasedOn,
      deceased > today || deceased < (person.birthDate ?? deceased)
        || !DateBound.event.contains(deceased)
    {
      faults.add("/deceasedOn", "invalid-date", "A data do falecimento não é possível.")
    }
    if let birth = person.birthDate, birth > today || !DateBound.birth.contains(birth) {
      faults.add("/birthDate", "invalid-date", "A data de nascimento não é possível.")
    }
    person.address.check(into: &faults, at: "/address")
    if person.stage != .lead, person.documentMasked == nil, document == nil,
      !faults.faults.contains(where: { $0.pointer == "/document" })
    {
      faults.add("/document", "required", "Informe o CPF ou CNPJ: só um lead pode ficar sem.")
    }
    if let branch = person.branch, try BranchRows.find(branch, in: transaction) == nil {
      faults.add("/branchId", "not-found", "Filial não encontrada.")
    }
    if let document {
      let twin = try transaction.first(
        "SELECT id FROM people WHERE document_index = ?1 AND id <> ?2",
        [documents.value(forBare: document.bare), person.id]
      ) { try $0.id(0) as ID<Person> }
      if let twin {
        faults.add(
          "/document", "document-taken", "Este documento já está no cadastro \(twin).")
      }
    }
  }

  /// The bureau knows the listing under the old document: another one here would leave it there
  /// with nobody to take it off.
  private func checkNotListed(
    _ person: ID<Person>, before document: Document, faults: inout FaultList,
    in transaction: Transaction
  ) throws {
    let listed = try transaction.first(
      """
      SELECT COUNT(*) FROM people p JOIN receivables r ON r.person_id = p.id
      WHERE p.id = ?1 AND p.document_index <> ?2 AND r.live_listing_id IS NOT NULL
      """, [person, documents.value(forBare: document.bare)]
    ) { try $0.integer(0) }
    guard let listed, listed > 0 else { return }
    faults.add(
      "/document", "person-listed",
      "Há \(listed) negativação(ões) em andamento com o documento atual: peça a baixa por "
        + "correção antes de trocar o documento.")
  }

  private func adoptInquiries(
    of person: ID<Person>, document: Document, in transaction: Transaction
  ) throws {
    try transaction.execute(
      "UPDATE inquiries SET person_id = ?1 WHERE document_index = ?2 AND person_id IS NULL",
      [person, documents.value(forBare: document.bare)])
  }
}

extension PersonStage {
  /// As the screens say it.
  package var portuguese: String {
    switch self {
    case .lead: "lead"
    case .prospect: "prospecção"
    case .customer: "cliente"
    }
  }
}
