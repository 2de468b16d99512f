import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  func addPeople(to table: inout RouteTable) {
    let schema = Self.personSchema
    table.add(
      .post, "/api/v1/people",
      Operation(
        id: "createPerson", summary: "Cadastra uma pessoa", tag: "Pessoas",
        access: .needs(.manageRegistry), input: .json(Self.personChange),
        answers: [.init(201, "A pessoa", schema)], problems: [422], idempotency: .optional)
    ) { request, context in
      let change = try await request.input(Self.personChange) {
        _ = try await office.rehearsal.people.createPerson($0)
      }
      let person = try await office.people.createPerson(change, actor: try context.actor())
      return .json(try await show(person, context), status: .created)
    }
    table.add(
      .get, "/api/v1/people",
      Operation(
        id: "listPeople", summary: "Pessoas", tag: "Pessoas",
        query: Operation.Parameter.page + [
          .init("stage", .oneOf(PersonStage.allCases.map(\.rawValue))), .init("name", .string),
          .init("branchId", .string),
        ],
        answers: [.init(200, "Uma página", .page(of: schema))])
    ) { request, context in
      let (page, filter) = try QueryReader.read(request) { query in
        var filter = PersonFilter()
        filter.stage = query.optional("stage", .oneOf(PersonStage.self))
        filter.namePrefix = query.optional("name", .string(length: 1...People.personNameLimit))
        filter.branch = query.optional("branchId", .id(of: Branch.self))
        return (query.page(), filter)
      }
      return .json(try await people(filter, page, context))
    }
    let search = Body { $0.required("document", .string(length: 1...30)) }
    table.add(
      .post, "/api/v1/people/search",
      Operation(
        id: "searchPeople", summary: "Procura uma pessoa pelo documento", tag: "Pessoas",
        input: .json(search), answers: [.init(200, "Quem tem o documento", .page(of: schema))],
        problems: [422])
    ) { request, context in
      // The document stands in the body: an address would leave it in logs.
      var filter = PersonFilter()
      filter.document = try await request.input(search)
      return .json(try await people(filter, HTTPService.PageRequest(), context))
    }
    table.add(
      .get, "/api/v1/people/{id}",
      Operation(
        id: "readPerson", summary: "Uma pessoa", tag: "Pessoas",
        answers: [.init(200, "A pessoa", schema)], problems: [404])
    ) { _, context in
      .json(try await show(try await office.people.person(try context.pathID()), context))
    }
    table.add(
      .patch, "/api/v1/people/{id}",
      Operation(
        id: "changePerson", summary: "Altera uma pessoa", tag: "Pessoas",
        access: .needs(.manageRegistry), input: .json(Self.personChange),
        answers: [.init(200, "A pessoa", schema)], problems: [404, 422])
    ) { request, context in
      let id: ID<Person> = try context.pathID()
      let change = try await request.input(Self.personChange) {
        _ = try await office.rehearsal.people.updatePerson(id, $0)
      }
      let person = try await office.people.updatePerson(
        id, change, actor: try context.actor())
      return .json(try await show(person, context))
    }
    let conversion = Body { $0.required("to", .oneOf(PersonStage.self)) }
    table.add(
      .post, "/api/v1/people/{id}/conversion",
      Operation(
        id: "convertPerson", summary: "Converte lead em prospecção ou cliente", tag: "Pessoas",
        access: .needs(.manageRegistry),
        input: .json(conversion),
        answers: [.init(200, "A pessoa", schema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let stage = try await request.input(conversion)
      let person = try await office.people.convertPerson(
        try context.pathID(), to: stage, actor: try context.actor())
      return .json(try await show(person, context))
    }
  }

  private func people(
    _ filter: PersonFilter, _ page: HTTPService.PageRequest, _ context: ServiceContext
  ) async throws -> JSON {
    let rows = try await office.people.people(
      filter, after: try page.cursorNumber().map { ID($0) }, limit: page.limit + 1)
    guard try context.requirePrincipal().holds(Permission.seeDocument.rawValue) else {
      return IDPage.json(rows, page, id: \.id) { Self.show($0, document: $0.documentMasked) }
    }
    let documents = try await office.people.openDocuments(
      of: rows.prefix(page.limit).map(\.id), actor: try context.actor())
    return IDPage.json(rows, page, id: \.id) { Self.show($0, document: documents[$0.id]?.bare) }
  }

  /// With the right to see documents the whole one is shown, and its opening is recorded.
  private func show(_ person: PersonRow, _ context: ServiceContext) async throws -> JSON {
    guard try context.requirePrincipal().holds(Permission.seeDocument.rawValue) else {
      return Self.show(person, document: person.documentMasked)
    }
    let document = try await office.people.openDocument(of: person.id, actor: try context.actor())
    return Self.show(person, document: document?.bare)
  }

  static var personSchema: Schema {
    Schema.object([
      .required("id", .string), .required("stage", .string), .required("kind", .string),
      .required("document", Schema.string.nullable), .required("name", .string),
      .required("birthDate", Schema.date.nullable),
      .required("deceasedOn", Schema.date.nullable),
      .required("email", Schema.string.nullable), .required("phone", Schema.string.nullable),
      .required("address", Schemas.address), .required("branchId", Schema.string.nullable),
      .required("externalCode", Schema.string.nullable), .required("createdAt", .instant),
    ]).named("Person")
  }

  private static let personChange = Body<PersonChange> { input in
    var change = PersonChange()
    change.stage = input.patch("stage", .oneOf(PersonStage.self)).requiredChange
    change.kind = input.patch("kind", .oneOf(PersonKind.self)).requiredChange
    change.document = input.patch("document", .string(length: 1...30)).requiredChange
    change.name = input.patch("name", .string(length: 1...People.personNameLimit)).requiredChange
    change.birthDate = input.patch("birthDate", .date(.birth), nullable: true).change
    change.deceasedOn = input.patch("deceasedOn", .date, nullable: true).change
    change.email = input.patch("email", .string(length: 1...254), nullable: true).change
    change.phone = input.patch("phone", .string(length: 1...30), nullable: true).change
    change.address = input.optional("address", .address)
    change.branch = input.patch("branchId", .id(of: Branch.self), nullable: true).change
    change.externalCode = input.optional("externalCode", .string(length: 1...80))
    return change
  }

  private static func show(_ person: PersonRow, document: String?) -> JSON {
    [
      "id": .string(person.id.description), "stage": .string(person.stage.rawValue),
      "kind": .string(person.kind.rawValue), "document": .optional(document),
      "name": .string(person.name), "birthDate": .optional(person.birthDate),
      "deceasedOn": .optional(person.deceasedOn), "email": .optional(person.email),
      "phone": .optional(person.phone), "address": Schemas.show(person.address),
      "branchId": .optional(person.branch), "externalCode": .optional(person.externalCode),
      "createdAt": .string(person.createdAt.description),
    ]
  }
}
