/// Size and weight of a text; colour is chosen when it is drawn.
struct TextStyle: Hashable {
  enum Alignment: Hashable { case left, right, centre }

  /// Points.
  var size: Double
  var bold = false
  var alignment = Alignment.left
  /// Distance of base lines as a multiple of the font's own.
  var leading = 1.0

  func with(size: Double) -> TextStyle {
    var copy = self
    copy.size = size
    return copy
  }

  var strong: TextStyle {
    var copy = self
    copy.bold = true
    return copy
  }

  var toTheRight: TextStyle {
    var copy = self
    copy.alignment = .right
    return copy
  }

  var centred: TextStyle {
    var copy = self
    copy.alignment = .centre
    return copy
  }
}

/// The inks of all documents. Paper is read under poor light: greys stay dark.
enum Ink {
  static let black = 0.0
  static let quiet = 0.30
  static let line = 0.62
  static let faint = 0.80
  static let wash = 0.945
}

/// Installed with the package (Debian: fonts-liberation2, fonts-dejavu); fontconfig takes the
/// second where the first lacks a letter.
let typeface = "Liberation Sans, DejaVu Sans"
