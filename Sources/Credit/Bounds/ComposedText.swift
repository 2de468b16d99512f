extension TextBound {
  /// The text with each Latin letter and its accents as one code point, as the letters of the
  /// system are typed (Unicode normalization form C for the Latin letters; marks of other scripts
  /// stay as they are). A name that a Macintosh wrote is then the name that a keyboard writes.
  package static func composed(_ text: String) -> String {
    // Combining marks of Latin letters begin with CC or CD.
    guard text.utf8.contains(where: { $0 == 0xCC || $0 == 0xCD }) else { return text }
    var result = String()
    for letter in text {
      if letter.unicodeScalars.count > 1, let scalar = latin[letter] {
        result.unicodeScalars.append(scalar)
      } else {
        result.append(letter)
      }
    }
    return result
  }

  /// Letters compare by what they are and not by their code points, so each finds its own.
  private static let latin: [Character: Unicode.Scalar] = {
    var letters: [Character: Unicode.Scalar] = [:]
    for range in [0xC0...0x24F, 0x1E00...0x1EFF] as [ClosedRange<UInt32>] {
      for value in range {
        if let scalar = Unicode.Scalar(value) { letters[Character(scalar)] = scalar }
      }
    }
    return letters
  }()
}
