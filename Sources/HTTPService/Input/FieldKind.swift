package import Credit
package import JSONText

/// How a member of the input is read, and how it is described in `/openapi.json`.
package struct FieldKind<Value> {
  /// How a query parameter, which is text, becomes a JSON value.
  package enum TextForm { case string, integer, bool, none }

  /// What stands for a value that could not be read, until `finish()` refuses the input.
  package let placeholder: Value
  /// Made where a body is described, and not for each request.
  private let makeSchema: () -> Schema
  package let textForm: TextForm
  package let decode: (JSON, FaultSink, String) -> Value?

  /// - Parameter decode: gives the value, or nil after it has told the sink why not.
  package init(
    placeholder: Value, schema: @autoclosure @escaping () -> Schema, textForm: TextForm = .string,
    decode: @escaping (JSON, FaultSink, String) -> Value?
  ) {
    self.placeholder = placeholder
    self.makeSchema = schema
    self.textForm = textForm
    self.decode = decode
  }

  package var schema: Schema { makeSchema() }
}

extension FieldKind where Value == String {
  /// One line of so many Unicode scalars: no tab, no line end, nothing that is no letter.
  package static func string(length: ClosedRange<Int> = 1...200) -> FieldKind<String> {
    text(length: length, lines: false)
  }

  /// Text of so many Unicode scalars, with tabs and line ends where `lines` says so: notes,
  /// reasons, statements. Control characters and code points that are reserved for ever are
  /// refused.
  package static func text(
    length: ClosedRange<Int>, lines: Bool = true
  ) -> FieldKind<String> {
    FieldKind(placeholder: "", schema: .string(length: length)) { json, faults, pointer in
      guard let given = json.string else {
        return faults.wrongType(pointer, "um texto")
      }
      let text = TextBound.composed(given)
      let count = text.unicodeScalars.count
      if count > length.upperBound {
        return faults.add(
          pointer, "too-long", "tem \(count) caracteres; o máximo é \(length.upperBound).")
      }
      if count < length.lowerBound {
        return faults.add(
          pointer, count == 0 ? "required" : "too-short",
          count == 0
            ? "não pode ser vazio." : "tem \(count) caracteres; o mínimo é \(length.lowerBound).")
      }
      guard let fault = TextBound.fault(of: text, lines: lines) else { return text }
      return faults.add(pointer, "invalid-character", fault.predicate)
    }
  }
}

extension TextBound.Fault {
  /// What is wrong, behind the name of a field.
  fileprivate var predicate: String {
    switch self {
    case .control:
      "contém um caractere de controle; escreva o texto de novo, sem colar de outro programa."
    case .lineEnd: "contém tabulação ou fim de linha; escreva em uma linha só."
    case .noncharacter: "contém um código que não é letra nenhuma (U+FFFF); apague-o."
    case .invisible:
      "contém um caractere invisível ou de direção do texto; escreva o texto de novo, sem colar de "
        + "outro programa."
    case .privateUse: "contém um símbolo que só uma fonte conhece; troque-o por letras."
    }
  }
}

extension FieldKind where Value == Int {
  package static func integer(_ range: ClosedRange<Int>) -> FieldKind<Int> {
    FieldKind(
      placeholder: range.lowerBound,
      schema: .integer(Int64(range.lowerBound)...Int64(range.upperBound)), textForm: .integer
    ) { json, faults, pointer in
      guard let value = json.integer else {
        return faults.wrongType(pointer, "um número inteiro")
      }
      guard let value = Int(exactly: value), range.contains(value) else {
        return faults.add(
          pointer, "out-of-range",
          "deve estar entre \(range.lowerBound) e \(range.upperBound).")
      }
      return value
    }
  }
}

extension FieldKind where Value == Bool {
  package static var bool: FieldKind<Bool> {
    FieldKind(
      placeholder: false, schema: .boolean, textForm: .bool
    ) { json, faults, pointer in
      json.bool ?? faults.wrongType(pointer, "true ou false")
    }
  }
}

extension FieldKind where Value == Cents {
  /// An amount in cents; by default more than zero, up to the largest amount of the product.
  package static func cents(
    _ range: ClosedRange<Int64> = 1...Cents.largest.amount
  ) -> FieldKind<Cents> {
    FieldKind(
      placeholder: .zero, schema: Schema.integer(range).described("Valor em centavos"),
      textForm: .integer
    ) { json, faults, pointer in
      guard let amount = json.integer else {
        return faults.wrongType(pointer, "um número inteiro de centavos")
      }
      guard range.contains(amount) else {
        return faults.add(
          pointer, "out-of-range",
          "deve estar entre \(range.lowerBound) e \(range.upperBound) centavos.")
      }
      return Cents(amount)
    }
  }
}

extension FieldKind where Value == CivilDate {
  /// `yyyy-MM-dd` in the years of `DateBound.any`.
  package static var date: FieldKind<CivilDate> { date(.any) }

  /// `yyyy-MM-dd` within a bound.
  package static func date(_ bound: DateBound) -> FieldKind<CivilDate> {
    FieldKind(
      placeholder: CivilDate(daysSinceEpoch: 0), schema: .date
    ) { json, faults, pointer in
      guard let text = json.string else {
        return faults.wrongType(pointer, "uma data aaaa-mm-dd")
      }
      guard let date = CivilDate(iso: text) else {
        return faults.add(
          pointer, "invalid-date", "deve ser uma data que existe, como 2026-03-31.")
      }
      return bound.contains(date) ? date : faults.add(pointer, "out-of-range", bound.detail)
    }
  }
}

extension FieldKind where Value == Instant {
  /// RFC 3339 in the years of `DateBound.any`.
  package static var instant: FieldKind<Instant> {
    FieldKind(
      placeholder: Instant(microseconds: 0), schema: .instant
    ) { json, faults, pointer in
      guard let text = json.string else {
        return faults.wrongType(pointer, "um instante RFC 3339")
      }
      guard let instant = Instant(rfc3339: text) else {
        return faults.add(
          pointer, "invalid-instant",
          "deve ser um instante RFC 3339, como 2026-03-31T12:00:00Z.")
      }
      return DateBound.instants.contains(instant)
        ? instant : faults.add(pointer, "out-of-range", DateBound.any.detail)
    }
  }
}
