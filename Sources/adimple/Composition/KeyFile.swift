import SQLDatabase
import Sealing
import World

/// Where the installation's key is: ADIMPLE_KEY, or with the embedded database a file beside it,
/// which is made at the first start with mode 0600.
enum KeyFile {
  static func masterKey(
    environment: Environment, databaseURL: String, random: any RandomSource
  ) throws -> MasterKey {
    // A wrong address is the first thing to say, and no key is made for it.
    try checkDatabaseURL(databaseURL)
    try DataFolder.check(holding: databaseURL)
    if let text = environment.key { return try MasterKey(base64: text) }
    guard databaseURL.hasPrefix("sqlite:"), !databaseURL.hasSuffix(":memory:") else {
      throw Failure(
        "Falta a variável \(Environment.key): 32 bytes em base64, os mesmos em todos os processos "
          + "deste banco de dados (por exemplo: openssl rand -base64 32).")
    }
    let path = String(databaseURL.dropFirst("sqlite:".count)) + ".key"
    if let text = try SecretFile.read(path) { return try key(text, path: path) }
    let made = MasterKey.generate(random: random)
    if try SecretFile.create(path, text: made.base64 + "\n") { return made }
    return try key(try SecretFile.read(path) ?? "", path: path)
  }

  private static func key(_ text: String, path: String) throws -> MasterKey {
    do {
      return try MasterKey(base64: text)
    } catch {
      throw Failure(
        "O arquivo da chave \(path) não tem 32 bytes em base64; recupere-o da cópia: sem ele os "
          + "segredos deste banco de dados não se abrem.")
    }
  }
}
