import Credit
import DebtCollection
import JSONText
import Outbound
import Sealing
import World

extension CreditoNaMedida {
  /// The integration's token: cached, or obtained with the client credentials (RFC 6749, 4.4).
  func token(_ access: BureauAccess) async -> TokenCache.Outcome {
    let credentials = access.baseURL + "\n" + access.clientId + "\n" + access.clientSecret
    return await tokens.token(
      for: access.integration, credentials: credentials, at: world.clock.now()
    ) {
      await self.obtain(access, credentials: credentials)
    }
  }

  private func obtain(
    _ access: BureauAccess, credentials: String
  ) async -> TokenCache.Outcome {
    let pair = Self.formEncoded(access.clientId) + ":" + Self.formEncoded(access.clientSecret)
    let result = await exchange.send(
      .post, base: access.baseURL, path: "/oauth/token",
      headers: [
        ("authorization", "Basic " + Base64.encode(Array(pair.utf8))),
        ("content-type", "application/x-www-form-urlencoded"),
        ("accept", "application/json"), ("user-agent", "adimple"),
      ],
      body: Array("grant_type=client_credentials".utf8), seconds: Self.callSeconds)
    switch result {
    case .notSent(let detail, let pause): return .unavailable(detail, pause: pause)
    case .lost(let detail): return .unavailable(detail, pause: nil)
    case .answer(let answer): return await take(answer, access, credentials: credentials)
    }
  }

  private func take(
    _ answer: OutboundAnswer, _ access: BureauAccess, credentials: String
  ) async -> TokenCache.Outcome {
    let body: JSON?
    do {
      body = try JSON.parse(answer.body)
    } catch {
      // A page of some proxy, no word of the bureau's: neither a token nor a refusal.
      body = nil
    }
    switch answer.status {
    case 200:
      // It travels in a header, which holds visible ASCII only.
      guard let text = body?["access_token"]?.string, let seconds = body?["expires_in"]?.integer,
        AnswerBound.token.contains(text.utf8.count), text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }),
        seconds >= AnswerBound.tokenSeconds.lowerBound
      else { return .unavailable("a resposta do birô não segue o contrato", pause: nil) }
      let expiresAt = world.clock.now().adding(
        seconds: Int(min(seconds, AnswerBound.tokenSeconds.upperBound)))
      await observer.tokenChanged(
        of: access.integration, to: .valid, expiresAt: expiresAt, version: access.version)
      return .token(
        TokenCache.Token(text: text, expiresAt: expiresAt, credentials: credentials))
    case 400, 401,
      403 where body != nil:
      // The very next try with the same secret would bring the operator nearer to a lock.
      await observer.tokenChanged(
        of: access.integration, to: .refused, expiresAt: nil, version: access.version)
      let word =
        Message.shown(body?["error"]) ?? Message.shown(body?["code"]) ?? "\(answer.status)"
      return .unauthorized("o birô recusou as credenciais (\(word))")
    default:
      return .unavailable(
        "o birô respondeu \(answer.status) ao pedido de token",
        pause: answer.retryAfter(at: world.clock.now()))
    }
  }

  /// `application/x-www-form-urlencoded`, which RFC 6749, 2.3.1 asks of both halves.
  static func formEncoded(_ text: String) -> String {
    var encoded: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "*"):
        encoded.append(byte)
      case UInt8(ascii: " "): encoded.append(UInt8(ascii: "+"))
      default:
        encoded.append(UInt8(ascii: "%"))
        encoded.append(digits[Int(byte >> 4)])
        encoded.append(digits[Int(byte & 15)])
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
