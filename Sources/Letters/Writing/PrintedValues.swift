/// How documents, postal codes and payment lines are written on paper.
package enum PrintedDocument {
  /// `529.982.247-25` or `12.ABC.345/01DE-35`; other lengths stay as they came.
  package static func full(_ bare: String) -> String {
    let characters = Array(bare)
    switch characters.count {
    case 11: return grouped(characters, [3, 3, 3, 2], [".", ".", "-"])
    case 14: return grouped(characters, [2, 3, 3, 4, 2], [".", ".", "/", "-"])
    default: return bare
    }
  }

  /// `529.***.***-25` or `12.***.***/****-35`: enough for the person to know himself (LGPD,
  /// art. 6º, III), not enough for whoever opens the envelope.
  package static func masked(_ bare: String) -> String {
    let characters = Array(bare)
    switch characters.count {
    case 11: return String(characters[0..<3]) + ".***.***-" + String(characters[9..<11])
    case 14: return String(characters[0..<2]) + ".***.***/****-" + String(characters[12..<14])
    default: return String(repeating: "*", count: characters.count)
    }
  }

  /// `CPF` for eleven characters, `CNPJ` otherwise.
  package static func kind(_ bare: String) -> String {
    bare.utf8.count == 11 ? "CPF" : "CNPJ"
  }

  static func grouped(_ characters: [Character], _ sizes: [Int], _ separators: [String]) -> String {
    var text = ""
    var position = 0
    for (index, size) in sizes.enumerated() {
      text += String(characters[position..<(position + size)])
      if index < separators.count { text += separators[index] }
      position += size
    }
    return text
  }
}

/// A postal code as `01310-100`; anything that has not eight digits stays as it came.
func printedPostalCode(_ bare: String) -> String {
  let characters = Array(bare)
  guard characters.count == 8 else { return bare }
  return PrintedDocument.grouped(characters, [5, 3], ["-"])
}

/// A payment line as the FEBRABAN prints it: `00190.00009 00123.456709 00000.001172 6 …` for the
/// 47 digits of a boleto, four blocks of eleven and a check digit for the 48 of a utility bill.
func printedPaymentLine(_ bare: String) -> String {
  let characters = Array(bare)
  switch characters.count {
  case 47:
    return PrintedDocument.grouped(
      characters, [5, 5, 5, 6, 5, 6, 1, 14], [".", " ", ".", " ", ".", " ", " "])
  case 48:
    return PrintedDocument.grouped(
      characters, [11, 1, 11, 1, 11, 1, 11, 1], ["-", " ", "-", " ", "-", " ", "-"])
  default: return bare
  }
}

/// Text as it may be printed: control characters become spaces, runs of spaces become one.
package func printable(_ text: String) -> String {
  if isPrintable(text) { return text }
  var scalars = String.UnicodeScalarView()
  var afterSpace = true
  for scalar in text.unicodeScalars {
    let blank = isControl(scalar.value) || scalar == " "
    if blank {
      if !afterSpace { scalars.append(" ") }
    } else {
      scalars.append(scalar)
    }
    afterSpace = blank
  }
  if scalars.last == " " { scalars.removeLast() }
  return String(scalars)
}

/// Whether nothing in it would be changed: nearly every text that is printed.
private func isPrintable(_ text: String) -> Bool {
  var afterSpace = true
  for scalar in text.unicodeScalars {
    let isSpace = scalar == " "
    if isControl(scalar.value) || isSpace && afterSpace { return false }
    afterSpace = isSpace
  }
  return text.isEmpty || !afterSpace
}

/// Unicode's category of control characters (Cc), which never gets another member.
private func isControl(_ scalar: UInt32) -> Bool {
  scalar < 0x20 || (0x7F...0x9F).contains(scalar)
}
