import Credit
import HTTPService
import Hummingbird
import JSONText

extension BureauAPI {
  func addCatalogue(to table: inout RouteTable) {
    let product = Schema.object([
      .required("code", .string), .required("name", .string), .required("person", .string),
      .required("priceCents", .cents), .required("sections", .array(.string)),
    ]).named("Product")
    add(
      .get, "/v1/products",
      Operation(
        id: "listProducts", summary: "Produtos de consulta", tag: "Catálogo",
        answers: [
          .init(200, "Os produtos", .object([.required("data", .array(product))]))
        ]),
      to: &table
    ) { request, _ in
      .taggedJSON(["data": .array(BureauProducts.all.map(\.json))], request: request)
    }
    let code = Schema.object([
      .required("code", .string), .required("name", .string), .required("person", .string),
      .required("validFrom", .date), .required("validTo", Schema.date.nullable),
      .optional("sentBy", .oneOf(["creditor", "bureau"])),
    ]).named("Code")
    add(
      .get, "/v1/codes/{list}",
      Operation(
        id: "listCodes", summary: "Listas de códigos", tag: "Catálogo",
        query: [.init("person", .oneOf(["natural", "legal"]))],
        answers: [
          .init(200, "Os códigos", .object([.required("data", .array(code))]))
        ], problems: [404]),
      to: &table
    ) { request, context in
      let list: CodeList = try context.pathWord("list")
      let person = try QueryReader.read(request) {
        $0.optional("person", .oneOf(PersonKind.self))
      }
      let codes = list.codes.filter { code in
        person.map { code.person.includes($0) } ?? true
      }
      let shown = codes.map { list == .removal ? $0.removalJSON : $0.json }
      return .taggedJSON(["data": .array(shown)], request: request)
    }
  }
}
