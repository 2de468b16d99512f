extension HTML: ExpressibleByStringInterpolation {
  package init(stringLiteral markup: String) {
    self.init(bytes: Array(markup.utf8))
  }

  package init(stringInterpolation interpolation: StringInterpolation) {
    self.init(bytes: interpolation.bytes)
  }

  /// Gathers the bytes of a literal with its values.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    package mutating func appendLiteral(_ markup: String) {
      bytes += markup.utf8
    }

    /// Text; nothing for nil.
    package mutating func appendInterpolation(_ text: String?) {
      if let text { Escaping.append(text.utf8, to: &bytes) }
    }

    package mutating func appendInterpolation(_ number: Int) {
      bytes += String(number).utf8
    }

    /// A piece; nothing for nil.
    package mutating func appendInterpolation(_ piece: HTML?) {
      if let piece { bytes += piece.bytes }
    }

    package mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { bytes += piece.bytes }
    }

    /// A piece that is there only if so; it is not built otherwise.
    package mutating func appendInterpolation(
      if condition: Bool, _ piece: @autoclosure () -> HTML
    ) {
      if condition { bytes += piece().bytes }
    }

    /// ` name="value"`, or nothing for nil. The name is a word of the code, never a value.
    package mutating func appendInterpolation(_ name: StaticString, is value: String?) {
      guard let value else { return }
      bytes.append(UInt8(ascii: " "))
      name.withUTF8Buffer { bytes += $0 }
      bytes += [UInt8(ascii: "="), UInt8(ascii: "\"")]
      Escaping.append(value.utf8, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }

    /// ` name`, a switch of an element, or nothing.
    package mutating func appendInterpolation(_ name: StaticString, is value: Bool) {
      guard value else { return }
      bytes.append(UInt8(ascii: " "))
      name.withUTF8Buffer { bytes += $0 }
    }

    /// Markup that comes as text and is trusted: icons and drawings of our own. Every use is
    /// listed by the house rules.
    package mutating func appendInterpolation(raw markup: String) {
      bytes += markup.utf8
    }
  }
}

extension DefaultStringInterpolation {
  /// Markup put into a text would be shown as its bytes: write `as HTML` behind the literal.
  @available(*, unavailable, message: "this literal is a String; write `as HTML` behind it")
  package mutating func appendInterpolation(_ piece: HTML) {}

  @available(*, unavailable, message: "this literal is a String; write `as HTML` behind it")
  package mutating func appendInterpolation(_ piece: HTML?) {}
}
