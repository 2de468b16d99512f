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
      add(pointer, "too-long", "Use no máximo \(limit) letras em \(name).")
    }
    if TextBound.fault(of: text, lines: lines) != nil {
      add(
        pointer, "invalid-character",
        "Retire de \(name) os caracteres que não são letras: controle, tabulação, fim de linha.")
    }
  }

  func throwIfAny() throws {
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
  }
}
