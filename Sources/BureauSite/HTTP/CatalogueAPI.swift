import BureauRegister
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
  }
}
