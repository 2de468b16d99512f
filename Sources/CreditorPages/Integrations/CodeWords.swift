import DebtCollection

/// A code of the bureau as people choose it: what it means first, for a narrow field cuts the end.
enum CodeWords {
  static func label(_ code: BureauCode) -> String { "\(code.name) (\(code.code))" }
}
