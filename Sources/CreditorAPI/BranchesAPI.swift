import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  func addBranches(to table: inout RouteTable) {
    let schema = Self.branchSchema
    table.add(
      .post, "/api/v1/branches",
      Operation(
        id: "createBranch", summary: "Cria uma filial", tag: "Filiais",
        access: .needs(.configure), input: .json(Self.branchChange),
        answers: [.init(201, "A filial", schema)], problems: [422], idempotency: .optional)
    ) { request, context in
      let change = try await request.input(Self.branchChange) {
        _ = try await office.rehearsal.branches.createBranch($0)
      }
      let made = try await office.branches.createBranch(change, actor: try context.actor())
      return .json(Self.show(made), status: .created)
    }
    table.add(
      .get, "/api/v1/branches",
      Operation(
        id: "listBranches", summary: "Filiais", tag: "Filiais", query: Operation.Parameter.page,
        answers: [.init(200, "Uma página", .page(of: schema))])
    ) { request, _ in
      let page = try QueryReader.read(request) { $0.page() }
      let rows = try await office.branches.branches(
        after: try page.cursorNumber().map { ID($0) }, limit: page.limit + 1)
      return .json(IDPage.json(rows, page, id: \.id, show: Self.show))
    }
    table.add(
      .get, "/api/v1/branches/{id}",
      Operation(
        id: "readBranch", summary: "Uma filial", tag: "Filiais",
        answers: [.init(200, "A filial", schema)], problems: [404])
    ) { _, context in .json(Self.show(try await office.branches.branch(try context.pathID()))) }
    table.add(
      .patch, "/api/v1/branches/{id}",
      Operation(
        id: "changeBranch", summary: "Altera uma filial", tag: "Filiais",
        access: .needs(.configure), input: .json(Self.branchChange),
        answers: [.init(200, "A filial", schema)], problems: [404, 422])
    ) { request, context in
      let id: ID<Branch> = try context.pathID()
      let change = try await request.input(Self.branchChange) {
        _ = try await office.rehearsal.branches.updateBranch(id, $0)
      }
      return .json(
        Self.show(
          try await office.branches.updateBranch(id, change, actor: try context.actor())))
    }
  }

  /// The link to an integration (manual, item 23).
  func addBranchLink(to table: inout RouteTable) {
    let schema = Self.branchSchema
    let link = Body { $0.optional("integrationId", .id(of: Integration.self)) }
    table.add(
      .put, "/api/v1/branches/{id}/integration",
      Operation(
        id: "linkBranch", summary: "Vincula a integração de análise de crédito", tag: "Filiais",
        access: .needs(.configure), input: .json(link),
        answers: [.init(200, "A filial", schema)], problems: [404, 422])
    ) { request, context in
      let integration = try await request.input(link)
      let linked = try await office.branches.linkBranch(
        try context.pathID(), to: integration, actor: try context.actor())
      return .json(Self.show(linked))
    }
  }

  private static var branchSchema: Schema {
    Schema.object([
      .required("id", .string), .required("name", .string), .required("document", .string),
      .required("postalCode", .string), .required("street", .string),
      .required("number", .string), .required("complement", .string),
      .required("district", .string), .required("city", .string), .required("state", .string),
      .required("phone", Schema.string.nullable), .required("email", Schema.string.nullable),
      .required("pixKey", Schema.string.nullable),
      .required("integrationId", Schema.string.nullable),
    ]).named("Branch")
  }

  /// The parts of the address stand beside the name, or together under `address`.
  private static let branchChange = Body<BranchChange> { input in
    var change = BranchChange()
    change.name = input.patch("name", .string(length: 1...120)).requiredChange
    change.document = input.patch("document", .string(length: 1...30)).requiredChange
    var address = input.optional("address", .address) ?? AddressChange()
    address.take(AddressChange(reading: input))
    change.address = address
    change.phone = input.patch("phone", .string(length: 1...30), nullable: true).change
    change.email = input.patch("email", .string(length: 1...254), nullable: true).change
    change.pixKey = input.patch("pixKey", .string(length: 1...80), nullable: true).change
    return change
  }

  private static func show(_ branch: BranchRow) -> JSON {
    let address = branch.address
    return [
      "id": .string(branch.id.description), "name": .string(branch.name),
      "document": .string(branch.document), "postalCode": .string(address.postalCode),
      "street": .string(address.street), "number": .string(address.number),
      "complement": .string(address.complement), "district": .string(address.district),
      "city": .string(address.city), "state": .string(address.state),
      "phone": .optional(branch.phone), "email": .optional(branch.email),
      "pixKey": .optional(branch.pixKey), "integrationId": .optional(branch.integration),
    ]
  }
}
