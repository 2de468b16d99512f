import Foundation
import World

/// The folder of an embedded database and of its key.
enum DataFolder {
  /// Refuses a folder in which another user of the machine can exchange the files: what is in it
  /// decides who may log in and who is listed.
  ///
  /// - Parameter user: who runs the program.
  static func check(holding databaseURL: String, user: uid_t = geteuid()) throws {
    guard databaseURL.hasPrefix("sqlite:"), !databaseURL.hasSuffix(":memory:") else { return }
    let file = URL(fileURLWithPath: String(databaseURL.dropFirst("sqlite:".count)))
    let folder = file.deletingLastPathComponent().path
    var found = stat()
    guard stat(folder, &found) == 0 else {
      guard errno == ENOENT else {
        throw Failure("A pasta \(folder) não pode ser usada: \(SystemFault.words(errno)).")
      }
      throw Failure("A pasta \(folder) não existe; crie-a ou confira o caminho do banco de dados.")
    }
    guard found.st_mode & S_IFMT == S_IFDIR else {
      throw Failure("\(folder) não é uma pasta; confira o caminho do banco de dados.")
    }
    // In a folder like that of temporary files everybody has files of his own.
    let isShared = found.st_mode & S_IWOTH != 0 && found.st_mode & S_ISVTX == 0
    let isForeign = user != 0 && found.st_uid != user && found.st_uid != 0
    guard !isShared, !isForeign else {
      throw Failure(
        "A pasta \(folder) pertence a outro usuário, ou qualquer um pode gravar nela; use uma "
          + "pasta só deste usuário (chmod 700).")
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw Failure("Este usuário não pode gravar na pasta \(folder); confira a permissão.")
    }
  }
}
