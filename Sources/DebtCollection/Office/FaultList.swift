/// Collects every fault of an input before anything is refused.
struct FaultList {
  private(set) var faults: [Refusal.Fault] = []

  mutating func add(_ pointer: String, _ code: String, _ detail: String) {
    faults.append(Refusal.Fault(pointer: pointer, code: code, detail: detail))
  }

  /// A text that must be there, and not of blanks only, in at most so many letters.
  mutating func check(_ text: String, _ pointer: String, named name: String, limit: Int) {
    if text.utf8.allSatisfy({ $0 == 0x20 }) {
      add(pointer, "required", "Informe \(name).")
    } else {
      checkLength(text, pointer, named: name, limit: limit)
    }
  }

  /// Letters are Unicode scalars, as in the schema of the API (JSON Schema, `maxLength`).
  mutating func checkLength(_ text: String?, _ pointer: String, named name: String, limit: Int) {
    guard let text, text.unicodeScalars.count > limit else { return }
    add(pointer, "too-long", "Use no máximo \(limit) letras em \(name).")
  }

  func throwIfAny() throws {
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
  }
}
