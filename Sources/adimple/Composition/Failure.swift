import Credit
import DebtCollection
import SQLDatabase
import Sealing

/// A command that could not do its work: one clear sentence on standard error, exit status 1.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  /// The sentence for a failure of a room.
  static func explaining(_ error: any Error) -> any Error {
    switch error {
    case let refusal as Refusal:
      let faults = refusal.faults.map { "\n  \($0.pointer): \($0.detail)" }.joined()
      return Failure(refusal.detail + faults)
    case let error as DatabaseError: return Failure(sentence(error))
    case let error as SealingError:
      return Failure(
        error == .invalidKey
          ? "A chave ADIMPLE_KEY não tem 32 bytes em base64."
          : "A chave não abre os segredos deste banco de dados; use a chave com que foi criado.")
    default: return error
    }
  }

  private static func sentence(_ error: DatabaseError) -> String {
    switch error {
    case .busy: "O banco de dados está ocupado por outro processo; tente de novo."
    case .commitUnknown:
      "A conexão com o banco de dados caiu na confirmação: não se sabe se foi gravado. "
        + "Confira antes de repetir."
    case .diskFull: "O disco está cheio; libere espaço e tente de novo."
    case .connectionLost(let detail): "O banco de dados não responde: \(detail)"
    case .schemaTooNew(let found, let known):
      "O banco de dados é da versão \(found), mais nova que a deste programa (\(known))."
    case .invalidURL(let detail): detail
    case .failed("14", _):
      "O arquivo do banco de dados não pôde ser aberto; confira o caminho e a permissão."
    case .failed("26", _): "O arquivo não é um banco de dados SQLite; confira o caminho."
    case .uniqueViolation:
      "Outro processo gravou o mesmo cadastro ao mesmo tempo; tente de novo."
    case .constraintViolation, .unexpectedValue, .failed:
      "Falha do banco de dados: \(error)"
    }
  }
}

/// Runs the work of a command and turns failures into sentences.
func explained<Value>(_ work: () async throws -> Value) async throws -> Value {
  do {
    return try await work()
  } catch {
    throw Failure.explaining(error)
  }
}
