package import Credit
package import HTTPService
import JSONText
package import Markup

/// Reads the fields of a form with all faults at once. Fields are named like the members of the
/// same input in the API, so that a refusal of the use case finds its field.
///
/// What a getter answers for a field with a fault is a placeholder: use no value before `finish()`
/// has passed. `FormReader.read` does that by itself.
package final class FormReader {
  private let fields: FormFields
  private let faults = FaultSink()

  package init(_ fields: FormFields) {
    self.fields = fields
  }

  /// Reads a whole form; throws all its faults at once.
  package static func read<Value>(
    _ fields: FormFields, _ body: (FormReader) throws -> Value
  ) throws -> Value {
    let reader = FormReader(fields)
    let value = try body(reader)
    try reader.finish()
    return value
  }

  /// A field that must be filled in. `label` begins the sentences about its faults.
  package func required<Value>(
    _ name: String, _ label: String, _ kind: FieldKind<Value>
  ) -> Value {
    guard let text = text(name) else {
      faults.append(
        .init(pointer: "/\(name)", code: "required", detail: "Preencha este campo."))
      return kind.placeholder
    }
    return decode(name, label, text, kind) ?? kind.placeholder
  }

  /// A field that may be left empty.
  package func optional<Value>(
    _ name: String, _ label: String, _ kind: FieldKind<Value>
  ) -> Value? {
    text(name).flatMap { decode(name, label, $0, kind) }
  }

  /// All values of a name that comes several times: picked rows, boxes.
  package func all<Value>(
    _ name: String, _ label: String, _ kind: FieldKind<Value>
  ) -> [Value] {
    fields.all(name).compactMap { decode(name, label, $0, kind) }
  }

  /// A switch or a box: there or not.
  package func flag(_ name: String) -> Bool {
    fields.first(name) == "true"
  }

  /// Tells a fault that only a rule over several fields sees.
  package func fault(_ name: String, code: String, detail: String) {
    faults.append(.init(pointer: "/\(name)", code: code, detail: detail))
  }

  /// Whether there is no fault so far.
  package var isSound: Bool { faults.list.isEmpty }

  package func finish() throws(Problem) {
    guard faults.list.isEmpty else { throw .invalidInput(faults.list) }
  }

  /// The value without blanks around it; nil where nothing is left.
  private func text(_ name: String) -> String? {
    guard let value = fields.first(name) else { return nil }
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let scalars = value.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return nil }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }

  private func decode<Value>(
    _ name: String, _ label: String, _ text: String, _ kind: FieldKind<Value>
  ) -> Value? {
    let json: JSON
    switch kind.textForm {
    case .integer: json = Int64(text).map { .integer($0) } ?? .string(text)
    case .bool: json = text == "true" ? true : text == "false" ? false : .string(text)
    case .string, .none: json = .string(text)
    }
    faults.call("/\(name)", label)
    return kind.decode(json, faults, "/\(name)")
  }
}

extension FieldKind where Value == Cents {
  /// An amount as a person writes it, `1.234,56`.
  package static func money(
    _ range: ClosedRange<Cents> = Cents(1)...Cents.largest
  ) -> FieldKind<Cents> {
    .parsed(
      placeholder: .zero, code: "invalid-amount",
      detail: "deve ser um valor como 1.234,56, de \(range.lowerBound) a \(range.upperBound).",
      maximumLength: 20
    ) { text in
      let bare = text.hasPrefix("R$") ? String(text.dropFirst(2).drop { $0 == " " }) : text
      return Cents(parsing: bare).flatMap { range.contains($0) ? $0 : nil }
    }
  }
}

extension FieldKind where Value == CivilDate {
  /// A day as a person writes it (`dd/mm/aaaa`, or its eight digits alone, for the keyboards of
  /// phones that have no bar) or an address holds it (`aaaa-mm-dd`).
  ///
  /// In the years of `DateBound.any`.
  package static var day: FieldKind<CivilDate> { day(.any) }

  /// The same within a bound.
  package static func day(_ bound: DateBound) -> FieldKind<CivilDate> {
    let written = FieldKind.parsed(
      placeholder: CivilDate(daysSinceEpoch: 0), code: "invalid-date",
      detail: "deve ser uma data que existe, como 31/03/2026.", maximumLength: 10
    ) { CivilDate(iso: $0) ?? CivilDate(brazilian: $0) ?? CivilDate(digits: $0) }
    return FieldKind(
      placeholder: written.placeholder, schema: written.schema
    ) { json, faults, pointer in
      guard let date = written.decode(json, faults, pointer) else { return nil }
      return bound.contains(date) ? date : faults.add(pointer, "out-of-range", bound.detail)
    }
  }
}

extension CivilDate {
  /// `ddmmaaaa`.
  fileprivate init?(digits text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 8, let day = CivilDate.number(bytes[0..<2]),
      let month = CivilDate.number(bytes[2..<4]), let year = CivilDate.number(bytes[4..<8])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension FormState {
  /// The form as it was sent, with what is wrong with it at its fields.
  ///
  /// - Parameter names: fields whose names differ from the members of the input.
  package init(_ fields: FormFields, _ problem: Problem? = nil, names: [String: String] = [:]) {
    var faults: [Fault] = []
    if let problem {
      faults = problem.faults.map { fault in
        let name = Self.field(of: fault.pointer)
        return Fault(field: names[name] ?? name, detail: fault.detail)
      }
      if faults.isEmpty { faults = [Fault(field: "", detail: problem.detail)] }
    }
    self.init(fields.fields.filter { $0.name != Self.tokenName }, faults: faults)
  }

  /// The name of the field of a JSON pointer: `/address/state` is `address.state`, and the place
  /// in a list does not count.
  static func field(of pointer: String) -> String {
    pointer.drop { $0 == "/" || $0 == "?" }.split(separator: "/")
      .filter { part in !part.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      .joined(separator: ".")
  }
}
