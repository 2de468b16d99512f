import Foundation
import Sealing
import World

/// Where the installation's key is: ADIMPLE_KEY, or with the embedded database a file beside it,
/// which is made at the first start with mode 0600.
enum KeyFile {
  static func masterKey(
    environment: Environment, databaseURL: String, random: any RandomSource
  ) throws -> MasterKey {
    if let text = environment.key { return try MasterKey(base64: text) }
    guard databaseURL.hasPrefix("sqlite:"), !databaseURL.hasSuffix(":memory:") else {
      throw Failure(
        "Falta a variável \(Environment.key): 32 bytes em base64, os mesmos em todos os processos "
          + "deste banco de dados (por exemplo: openssl rand -base64 32).")
    }
    let path = String(databaseURL.dropFirst("sqlite:".count)) + ".key"
    if let found = FileManager.default.contents(atPath: path) {
      return try MasterKey(base64: String(decoding: found, as: UTF8.self))
    }
    return try create(at: path, random: random)
  }

  /// O_EXCL: of two processes that start at once, one makes the file and both read it.
  private static func create(at path: String, random: any RandomSource) throws -> MasterKey {
    let key = MasterKey.generate(random: random)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard file >= 0 else {
      if errno == EEXIST, let found = FileManager.default.contents(atPath: path) {
        return try MasterKey(base64: String(decoding: found, as: UTF8.self))
      }
      throw Failure("Não foi possível criar o arquivo da chave \(path).")
    }
    defer { close(file) }
    let text = Array((key.base64 + "\n").utf8)
    guard write(file, text, text.count) == text.count, fsync(file) == 0 else {
      throw Failure("Não foi possível gravar o arquivo da chave \(path).")
    }
    return key
  }
}
