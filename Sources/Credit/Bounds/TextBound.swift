/// Texts that are taken from outside: what they may not hold, and how long they are at the most.
package enum TextBound {
  /// Why a text is not taken.
  package enum Fault: String, Hashable, Sendable {
    /// A control character other than tab and line end: NUL ends a text in C, PostgreSQL keeps none
    /// of it; those of 0x80 to 0x9F are what is left of a file that was read in a wrong encoding.
    case control
    /// A code point that Unicode reserves for ever (U+FFFE, U+FFFF of each plane, U+FDD0…U+FDEF):
    /// no letter, and what prints the letters refuses it.
    case noncharacter
    /// A tab or a line end where the text is one line.
    case lineEnd
    /// Nothing that one sees: blanks of no width, marks of direction, soft hyphens. Two names that
    /// look the same would be two.
    case invisible
    /// A code point without a meaning of its own (private use): each font draws another thing.
    case privateUse
  }

  /// What is wrong with a text that a person or a file brings; nil where nothing is.
  ///
  /// - Parameter lines: whether tabs and line ends may stand in it, as in a note of a person. A
  ///   note may also join pictures (U+200D).
  package static func fault(of text: String, lines: Bool = true) -> Fault? {
    // Most texts are told by their bytes: controls below 0x20 and 0x7F stand for themselves, all
    // others begin with one of these.
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 0x20 && byte != 0x7F && byte != 0xC2 && byte != 0xD8 && byte != 0xE1 && byte != 0xE2
        && byte < 0xEE
    }
    if isPlain { return nil }
    for scalar in text.unicodeScalars {
      if let fault = unprintable(scalar, lines: lines) { return fault }
      switch scalar.value {
      case 0x80...0x9F: return .control
      case 0x200D: if !lines { return .invisible }
      case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
        0xE0000...0xE007F:
        return .invisible
      case 0xE000...0xF8FF, 0xF0000...0x10FFFF: return .privateUse
      default: break
      }
    }
    return nil
  }

  /// Whether what another program tells can be kept and printed. It is not asked to write as our
  /// own people do: a refusal would lose all that it told.
  package static func isPrintable(_ text: String, lines: Bool = true) -> Bool {
    text.unicodeScalars.allSatisfy { unprintable($0, lines: lines) == nil }
  }

  private static func unprintable(_ scalar: Unicode.Scalar, lines: Bool) -> Fault? {
    if isNoncharacter(scalar) { return .noncharacter }
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: return lines ? nil : .lineEnd
    case ..<0x20, 0x7F: return .control
    default: return nil
    }
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
