import Sealing
import World

/// The password of the bureau's console in a rehearsal on this machine.
enum ConsolePassword {
  /// Beside the embedded database in a file with mode 0600, made at the first start; with another
  /// database one for each start.
  static func password(beside databaseURL: String, random: any RandomSource) throws -> String {
    let made = Base64URL.encode(random.bytes(12))
    guard databaseURL.hasPrefix("sqlite:"), !databaseURL.hasSuffix(":memory:") else { return made }
    let path = String(databaseURL.dropFirst("sqlite:".count)) + ".console"
    if try SecretFile.create(path, text: made + "\n") { return made }
    let kept = try SecretFile.read(path)?.filter { !$0.isWhitespace } ?? ""
    guard kept.utf8.count >= 12 else {
      throw Failure("O arquivo \(path) não tem a senha do console; apague-o para fazer outra.")
    }
    return kept
  }

  static func isLoopback(_ host: String) -> Bool {
    host == "127.0.0.1" || host == "::1" || host == "localhost"
  }
}
