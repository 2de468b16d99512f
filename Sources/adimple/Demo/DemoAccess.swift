import Credit
import DebtCollection
import JSONText
import Sealing

/// The demo's own login, API key and credentials at the bureau, kept in its data folder with mode
/// 0600, so that every start prints ones that work. Everybody in the demo is fictitious; a real
/// installation keeps no secret in the clear.
struct DemoAccess: Sendable {
  static let email = "demo@provedor.example"

  let password: String
  let apiKey: String
  let clientID: String
  let clientSecret: String

  static func path(in folder: String) -> String { folder + "/access.json" }

  static func read(from folder: String) throws -> DemoAccess? {
    guard let text = try SecretFile.read(path(in: folder)) else { return nil }
    do {
      let json = try JSON.parse(text)
      guard let password = json["password"]?.string, let key = json["apiKey"]?.string,
        let id = json["clientId"]?.string, let secret = json["clientSecret"]?.string
      else { throw JSONError.malformed(offset: 0) }
      return DemoAccess(password: password, apiKey: key, clientID: id, clientSecret: secret)
    } catch is JSONError {
      throw Failure("O arquivo \(path(in: folder)) está quebrado; comece de novo com --fresh.")
    }
  }

  func keep(in folder: String) throws {
    let json: JSON = [
      "email": .string(Self.email), "password": .string(password), "apiKey": .string(apiKey),
      "clientId": .string(clientID), "clientSecret": .string(clientSecret),
    ]
    guard try SecretFile.create(Self.path(in: folder), text: json.prettyText + "\n") else {
      throw Failure("Outra demonstração usa a pasta \(folder).")
    }
  }
}
