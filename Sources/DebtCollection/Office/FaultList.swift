import Credit
import Refusals

/// Collects every fault of an input before anything is refused.
struct FaultList {
  private(set) var faults: [Refusal.Fault] = []

  mutating func add(_ pointer: String, _ code: String, _ detail: String) {
    faults.append(Refusal.Fault(pointer: pointer, code: code, detail: detail))
  }

  /// A text that must be there, and not of blanks only, in at most so many letters.
  ///
  /// - Parameter lines: whether line ends and tabs may stand in it, as in a note.
  mutating func check(
    _ text: String, _ pointer: String, named name: String, limit: Int, lines: Bool = false
  ) {
    if text.utf8.allSatisfy({ $0 == 0x20 }) {
      add(pointer, "required", "Informe \(name).")
    } else {
      checkLength(text, pointer, named: name, limit: limit, lines: lines)
    }
  }

  /// Letters are Unicode scalars, as in the schema of the API (JSON Schema, `maxLength`); what is
  /// no letter (`TextBound`) is a fault of its own.
  mutating func checkLength(
    _ text: String?, _ pointer: String, named name: String, limit: Int, lines: Bool = false
  ) {
    guard let text else { return }
    if text.unicodeScalars.count > limit {
      add(pointer, "too-long", "Use no máximo \(limit) letras \(Self.inside(name)).")
    }
    if let fault = TextBound.fault(of: text, lines: lines) {
      add(pointer, "invalid-character", fault.sentence(about: name))
    }
  }

  /// `no nome` of `o nome`, `em e-mail` of `e-mail`.
  static func inside(_ name: String, begins: Bool = false) -> String {
    let words = [("o ", "no "), ("a ", "na "), ("os ", "nos "), ("as ", "nas ")]
    let text =
      words.first { name.hasPrefix($0.0) }.map { $0.1 + name.dropFirst($0.0.count) }
      ?? "em " + name
    return begins ? text.prefix(1).uppercased() + text.dropFirst() : text
  }

  func throwIfAny() throws {
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
  }
}

extension TextBound.Fault {
  /// What to do, for the person who wrote it.
  ///
  /// - Parameter name: what the text is, `o nome` or `nome`.
  func sentence(about name: String) -> String {
    let place = FaultList.inside(name, begins: true)
    return switch self {
    case .control, .noncharacter:
      "\(place) há um caractere que não é letra (de controle ou reservado); escreva o texto de "
        + "novo."
    case .lineEnd: "\(place) há tabulação ou fim de linha; escreva em uma linha só."
    case .invisible:
      "\(place) há um caractere invisível ou de direção do texto; escreva o texto de novo, sem "
        + "colar de outro programa."
    case .privateUse: "\(place) há um símbolo que só uma fonte conhece; troque-o por letras."
    }
  }
}
