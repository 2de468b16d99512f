import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText

extension CreditorAPI {
  /// Where a bureau's webhooks arrive (Standard Webhooks 1.0); its signature is the credential.
  func addBureauEvents(to table: inout RouteTable) {
    table.add(
      .post, "/bureau-events/{id}",
      Operation(
        id: "receiveBureauEvent", summary: "Recebe um aviso do birô", tag: "Birô",
        access: .open, input: .signedJSON,
        answers: [.init(204, "Guardado")], problems: [403],
        bodyLimit: BureauEvents.inboundEventLimit)
    ) { request, context in
      let id: ID<Integration> = try context.pathID()
      let body = try await request.bytes(limit: BureauEvents.inboundEventLimit)
      func header(_ name: String) -> String {
        HTTPField.Name(name).flatMap { request.headers[$0] } ?? ""
      }
      try await office.bureauEvents.receiveBureauEvent(
        integration: id, messageId: header("webhook-id"),
        timestamp: header("webhook-timestamp"), signature: header("webhook-signature"),
        body: body)
      return .nothing
    }
  }
}
