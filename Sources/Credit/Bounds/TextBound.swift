/// Texts that are taken from outside: what they may not hold, and how long they are at the most.
package enum TextBound {
  /// Why a text is not taken.
  package enum Fault: String, Hashable, Sendable {
    /// A control character of ASCII other than tab and line end: NUL ends a text in C, PostgreSQL
    /// keeps none of it. Those of 0x80 to 0x9F are left alone: they are the dashes and quotation
    /// marks of files that Windows wrote.
    case control
    /// A code point that Unicode reserves for ever (U+FFFE, U+FFFF of each plane, U+FDD0…U+FDEF):
    /// no letter, and what prints the letters refuses it.
    case noncharacter
    /// A tab or a line end where the text is one line.
    case lineEnd
  }

  /// What is wrong with a text; nil where nothing is.
  ///
  /// - Parameter lines: whether tabs and line ends may stand in it, as in a note of a person.
  package static func fault(of text: String, lines: Bool = true) -> Fault? {
    // Most texts are told by their bytes: controls below 0x20 and 0x7F stand for themselves, all
    // others begin with one of these.
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 0x20 && byte != 0x7F && byte != 0xE2 && byte < 0xEF
    }
    if isPlain { return nil }
    for scalar in text.unicodeScalars {
      if isNoncharacter(scalar) { return .noncharacter }
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: if !lines { return .lineEnd }
      case ..<0x20, 0x7F: return .control
      default: break
      }
    }
    return nil
  }

  /// The text without what may not stand in it, cut to so many scalars: for words of others that
  /// are only shown, where a refusal would lose more than a letter.
  package static func cleaned(_ text: String, limit: Int) -> String {
    var scalars = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < limit else { break }
      let isBad = isNoncharacter(scalar) || scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
      scalars.append(isBad ? " " : scalar)
      count += 1
    }
    return String(scalars)
  }

  private static func isNoncharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value & 0xFFFE == 0xFFFE || 0xFDD0...0xFDEF ~= scalar.value
  }
}
