package import Credit
package import DebtCollection
import JSONText
import Outbound
import Sealing
import World

extension CreditoNaMedida {
  package func registerWebhook(
    _ access: BureauAccess, url: String
  ) async -> BureauOutcome<BureauWebhook> {
    let answer = await call(
      access,
      Request(
        method: .post, path: "/v1/webhook-endpoints", body: ["url": .string(url)],
        effect: .change(idempotencyKey: "webhook-" + Hexadecimal.encode(world.random.bytes(16)))))
    return read(answer) { json in
      BureauWebhook(
        id: try Message.string(json, "id", AnswerBound.id),
        secret: try Message.string(json, "secret", AnswerBound.secret))
    }
  }

  package func message(
    inWebhook body: String
  ) -> (reference: String, record: BureauRecord)? {
    do {
      let message = try JSON.parse(body)
      guard let data = message["data"] else { return nil }
      return (
        try Message.string(data, "reference", AnswerBound.id), try Message.record(data)
      )
    } catch {
      // The caller keeps the message and says that it could not be read.
      return nil
    }
  }
}
