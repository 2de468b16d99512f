import Credit
import SQLDatabase

/// Whose the refused lines of a file are.
enum ImportSubjects {
  /// Letters of a name at the most, as it is kept beside a fault.
  private static let limit = 120

  /// The faults with the names of the persons, or with the codes that stand for nobody here.
  static func told(
    _ faults: [ImportFault], kind: ImportKind, in transaction: Transaction
  ) throws -> [ImportFault] {
    guard let column = column(of: kind) else { return faults }
    var words: [Int: String] = [:]
    for fault in faults {
      if let fields = fault.fields, fields.indices.contains(column), let word = fields[column] {
        words[fault.line] = word
      }
    }
    let names = try names(Set(words.values), kind: kind, in: transaction)
    return faults.map { fault in
      var fault = fault
      let word = words[fault.line] ?? ""
      fault.subject = TextBound.cleaned(names[word] ?? word, limit: limit)
      return fault
    }
  }

  /// The column that says whose the line is.
  private static func column(of kind: ImportKind) -> Int? {
    switch kind {
    case .people: kind.columns.firstIndex(of: "nome")
    case .contracts, .receivables: kind.columns.firstIndex(of: "cliente")
    case .payments: kind.columns.firstIndex(of: "titulo")
    case .bankReturn: nil
    }
  }

  private static func names(
    _ codes: Set<String>, kind: ImportKind, in transaction: Transaction
  ) throws -> [String: String] {
    let sql =
      switch kind {
      case .people, .bankReturn: ""
      case .contracts, .receivables:
        "SELECT external_code, name FROM people WHERE external_code IN"
      case .payments:
        """
        SELECT r.external_code, p.name FROM receivables r JOIN people p ON p.id = r.person_id
        WHERE r.external_code IN
        """
      }
    var names: [String: String] = [:]
    // What no text can be, no code is either.
    let keys = codes.filter { !$0.isEmpty && TextBound.isPrintable($0) }.map(\.sqlValue)
    guard !sql.isEmpty, !keys.isEmpty else { return names }
    try KeyedRows.forEach(sql, keys: keys, in: transaction) { row in
      names[try row.text(0)] = try row.text(1)
    }
    return names
  }
}
