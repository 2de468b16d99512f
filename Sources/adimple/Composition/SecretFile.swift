import Foundation
import World

/// A file that only its owner may read.
enum SecretFile {
  /// The text of the file; nil where there is none.
  static func read(_ path: String) throws -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw Failure("Não foi possível ler o arquivo \(path): \(SystemFault.words(errno)).")
    }
    close(file)
    guard let found = FileManager.default.contents(atPath: path) else {
      throw Failure("Não foi possível ler o arquivo \(path).")
    }
    return String(decoding: found, as: UTF8.self)
  }

  /// Makes the file with mode 0600, whole or not at all; false where it is there already. Of two
  /// processes that start at once, one makes it and both read it.
  static func create(_ path: String, text: String) throws -> Bool {
    let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(path) }
    defer { unlink(draft) }
    let bytes = Array(text.utf8)
    let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    close(file)
    guard isWritten else { throw failure(path) }
    if link(draft, path) == 0 { return true }
    guard errno == EEXIST else { throw failure(path) }
    return false
  }

  private static func failure(_ path: String) -> Failure {
    Failure("Não foi possível gravar o arquivo \(path): \(SystemFault.words(errno)).")
  }
}
