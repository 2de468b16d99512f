import Coordination
import Credit
import DebtCollection
import HTTPService
import Refusals
import SQLDatabase
import Sealing
import World

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
    case let fault as ListenFault: return Failure(sentence(fault))
    case SharedClock.Clash.virtualClockRuns:
      return Failure(
        "Outro processo usa este banco de dados com um relógio virtual. Pare-o, ou inicie este "
          + "também com --virtual-clock. Se ele caiu agora, espere \(SharedClock.leaseSeconds) "
          + "segundos.")
    case SharedClock.Clash.machineClockRuns:
      return Failure(
        "Outro processo usa este banco de dados com o relógio da máquina; pare-o antes de iniciar "
          + "um com --virtual-clock. Se ele caiu agora, espere \(SharedClock.leaseSeconds) "
          + "segundos.")
    default: return error
    }
  }

  private static func sentence(_ fault: ListenFault) -> String {
    "Não é possível escutar em \(fault.host):\(fault.port): "
      + "\(fault.code.map(SystemFault.words) ?? "o endereço não é conhecido"). "
      + "Pare o outro programa ou escolha outra porta ou outro endereço."
  }

  private static func sentence(_ error: DatabaseError) -> String {
    switch error {
    case .busy: "O banco de dados está ocupado por outro processo; tente de novo."
    case .commitUnknown:
      "O banco de dados não confirmou o pedido: não se sabe se ele foi gravado, no todo ou em "
        + "parte. Confira antes de repetir."
    case .diskFull: "O disco está cheio; libere espaço e tente de novo."
    case .connectionLost(let detail): unreachable(detail)
    case .schemaTooNew(let found, let known):
      "O banco de dados é da versão \(found), mais nova que a deste programa (\(known))."
    case .invalidURL(let detail): detail
    case .failed(let code, _) where Int(code).map({ $0 & 0xFF == 14 }) ?? false:
      "O arquivo do banco de dados não pôde ser aberto; confira o caminho e a permissão."
    case .failed(let code, _) where Int(code).map({ $0 & 0xFF == 8 }) ?? false:
      "O arquivo do banco de dados só pode ser lido; confira a permissão dele e da pasta."
    case .failed("26", _): "O arquivo não é um banco de dados SQLite; confira o caminho."
    case .failed("42501", _):
      "O usuário do PostgreSQL não pode criar nem mudar tabelas neste banco de dados."
    case .uniqueViolation:
      "Outro processo gravou o mesmo cadastro ao mesmo tempo; tente de novo."
    case .constraintViolation, .unexpectedValue, .failed:
      "Falha do banco de dados: \(error)"
    }
  }

  /// Why PostgreSQL is not reached, from what its library says in English.
  private static func unreachable(_ detail: String) -> String {
    let causes = [
      ("authentication failed", "o usuário ou a senha não confere"),
      ("no password supplied", "falta a senha no endereço"),
      ("no pg_hba.conf entry", "o servidor não aceita este usuário a partir desta máquina"),
      ("Connection refused", "não há servidor nesse endereço"),
      ("No such file or directory", "não há servidor nesse endereço"),
      ("could not translate host name", "o nome do servidor não é conhecido"),
      ("timeout expired", "o servidor não respondeu a tempo"),
      ("too many clients", "o servidor tem conexões demais"),
      ("starting up", "o servidor ainda está iniciando"),
      ("role", "o usuário não existe no servidor"),
      ("does not exist", "o banco de dados não existe no servidor"),
    ]
    let cause = causes.first { detail.contains($0.0) }?.1 ?? "a conexão caiu"
    return "O PostgreSQL não pôde ser alcançado: \(cause). Confira o endereço do banco de dados."
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
