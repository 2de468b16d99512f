import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText

extension BureauAPI {
  /// What the recipient's mail server does; only with a virtual clock.
  func addMailSimulation(to table: inout RouteTable) {
    guard virtual != nil else { return }
    let register = register
    table.add(
      .post, "/v1/simulation/listings/{id}/notice-delivery",
      Operation(
        id: "deliverNotice", summary: "O servidor do destinatário recebe o e-mail",
        tag: "Simulação", access: .scope(.simulation),
        input: .json(.empty),
        answers: [.init(200, "O registro", Self.recordSchema)], problems: [404, 409],
        idempotency: .optional)
    ) { request, context in
      try await request.input(Body.empty)
      return .json(
        try await register.forceMail(
          .delivered, of: try context.pathID(), participant: try context.participant()))
    }
    let bounce = Body(mayBeAbsent: true) {
      $0.optional("reply", .text(length: 1...200), default: MailServer.returnReply)
    }
    table.add(
      .post, "/v1/simulation/listings/{id}/notice-bounce",
      Operation(
        id: "bounceNotice", summary: "O e-mail volta", tag: "Simulação",
        access: .scope(.simulation),
        input: .json(bounce),
        answers: [.init(200, "O registro", Self.recordSchema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let reply = try await request.input(bounce)
      return .json(
        try await register.forceMail(
          .bounced(reply: reply), of: try context.pathID(),
          participant: try context.participant()))
    }
  }
}
