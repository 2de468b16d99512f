import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  func addContracts(to table: inout RouteTable) {
    let schema = Self.contractSchema
    table.add(
      .post, "/api/v1/contracts",
      Operation(
        id: "createContract", summary: "Cadastra um contrato", tag: "Contratos",
        access: .needs(.manageRegistry), input: .json(Self.newContract),
        answers: [.init(201, "O contrato", schema)], problems: [422], idempotency: .optional)
    ) { request, context in
      let change = try await request.input(Self.newContract) {
        _ = try await office.rehearsal.contracts.createContract($0)
      }
      let contract = try await office.contracts.createContract(change, actor: try context.actor())
      return .json(Self.show(contract), status: .created)
    }
    table.add(
      .get, "/api/v1/contracts",
      Operation(
        id: "listContracts", summary: "Contratos", tag: "Contratos",
        query: Operation.Parameter.page + [.init("personId", .string)],
        answers: [.init(200, "Uma página", .page(of: schema))])
    ) { request, _ in
      let (page, person) = try QueryReader.read(request) {
        ($0.page(), $0.optional("personId", .id(of: Person.self)))
      }
      let rows = try await office.contracts.contracts(
        of: person, after: try page.cursorNumber().map { ID($0) }, limit: page.limit + 1)
      return .json(IDPage.json(rows, page, id: \.id, show: Self.show))
    }
    table.add(
      .get, "/api/v1/contracts/{id}",
      Operation(
        id: "readContract", summary: "Um contrato", tag: "Contratos",
        answers: [.init(200, "O contrato", schema)], problems: [404])
    ) { _, context in .json(Self.show(try await office.contracts.contract(try context.pathID()))) }
    table.add(
      .patch, "/api/v1/contracts/{id}",
      Operation(
        id: "changeContract", summary: "Altera um contrato", tag: "Contratos",
        access: .needs(.manageRegistry), input: .json(Self.contractChange),
        answers: [.init(200, "O contrato", schema)], problems: [404, 422])
    ) { request, context in
      let id: ID<Contract> = try context.pathID()
      let change = try await request.input(Self.contractChange) {
        _ = try await office.rehearsal.contracts.updateContract(id, $0)
      }
      let actor = try context.actor()
      return .json(Self.show(try await office.contracts.updateContract(id, change, actor: actor)))
    }
  }

  private static var contractSchema: Schema {
    Schema.object([
      .required("id", .string), .required("personId", .string), .required("number", .string),
      .required("kind", .string), .required("status", .string),
      .required("suspendedOn", Schema.date.nullable),
      .required("rescindedOn", Schema.date.nullable),
      .required("guarantors", .array(.string)),
      .required("externalCode", Schema.string.nullable),
    ]).named("Contract")
  }

  private static let newContract = Body<ContractChange> { input in
    let person = input.required("personId", .id(of: Person.self))
    var change = contractTerms(input)
    change.person = person
    return change
  }

  private static let contractChange = Body<ContractChange> { input in
    let person = input.optional("personId", .id(of: Person.self))
    var change = contractTerms(input)
    change.person = person
    return change
  }

  private static func contractTerms(_ input: InputReader) -> ContractChange {
    var change = ContractChange()
    change.number = input.patch("number", .string(length: 1...60)).requiredChange
    change.kind = input.patch("kind", .oneOf(ContractKind.self)).requiredChange
    change.status = input.patch("status", .oneOf(ContractStatus.self)).requiredChange
    change.suspendedOn = input.patch("suspendedOn", .date, nullable: true).change
    change.rescindedOn = input.patch("rescindedOn", .date, nullable: true).change
    change.guarantors = input.optional(
      "guarantors", .array(of: .id(of: Person.self), count: 0...Contracts.guarantorLimit))
    change.externalCode = input.optional("externalCode", .string(length: 1...80))
    return change
  }

  private static func show(_ contract: ContractRow) -> JSON {
    [
      "id": .string(contract.id.description), "personId": .string(contract.person.description),
      "number": .string(contract.number), "kind": .string(contract.kind.rawValue),
      "status": .string(contract.status.rawValue),
      "suspendedOn": .optional(contract.suspendedOn),
      "rescindedOn": .optional(contract.rescindedOn),
      "guarantors": .array(contract.guarantors.map { .string($0.description) }),
      "externalCode": .optional(contract.externalCode),
    ]
  }
}
