import Credit
import SQLDatabase

/// What the lines of one chunk did.
struct ImportOutcome: Sendable {
  var created = 0
  var updated = 0
  var unchanged = 0
  var refused = 0
  /// Payments of titles that were paid or closed before, and what is owed back of them.
  var alreadyPaid = 0
  var owedBack = Cents.zero
  var faults: [ImportFault] = []

  mutating func refuse(_ line: ImportLine) {
    refused += 1
    faults += line.importFaults
  }
}

/// Finds what the lines refer to.
enum ImportReferences {
  /// Branches by name without accents, by CNPJ and by id.
  static func branches(in transaction: Transaction) throws -> [String: ID<Branch>] {
    var found: [String: ID<Branch>] = [:]
    try transaction.forEach("SELECT id, name, document FROM branches ORDER BY id DESC") { row in
      let id: ID<Branch> = try row.id(0)
      found[PersonRows.folded(try row.text(1))] = id
      found[try row.text(2)] = id
      found[id.description] = id
    }
    return found
  }

  static func branch(
    _ text: String, among branches: [String: ID<Branch>], _ line: inout ImportLine
  ) -> ID<Branch>? {
    guard !text.isEmpty else { return nil }
    let bare = text.filter { $0 != "." && $0 != "/" && $0 != "-" }.uppercased()
    if let id = branches[text] ?? branches[PersonRows.folded(text)] ?? branches[bare] {
      return id
    }
    line.refuse("unknown-branch", "A filial não existe; informe o nome, o CNPJ ou o id dela.")
    return nil
  }

  static func people(
    _ codes: Set<String>, in transaction: Transaction
  ) throws -> [String: ID<Person>] {
    var found: [String: ID<Person>] = [:]
    try KeyedRows.forEach(
      "SELECT external_code, id FROM people WHERE external_code IN", keys: codes.map(\.sqlValue),
      in: transaction
    ) { found[try $0.text(0)] = try $0.id(1) }
    return found
  }
}
