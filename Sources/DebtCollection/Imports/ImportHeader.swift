import Credit
import JSONText

/// The first line of a CSV file: its separator and which field holds which column.
struct ImportHeader: Hashable, Sendable {
  let form: CSVForm
  /// For every column of the kind, in its order, the index of its field; -1 for an optional one
  /// that the file does not have.
  let positions: [Int]
  /// Fields of a line.
  let fieldCount: Int

  /// Columns by the names that the API has for them.
  private static let otherNames = ["bank": "banco", "agreement": "convenio"]

  /// Reads the first line; extra columns become a notice, missing ones refuse the file.
  static func read(
    _ fields: [String], form: CSVForm, kind: ImportKind
  ) throws(ImportProblem) -> (header: ImportHeader, notices: [String]) {
    let names = fields.map { field in
      let name = ASCIIText.folding(field).lowercased()
      return otherNames[name] ?? name
    }
    let columns = kind.columns
    let required = kind.requiredColumns
    let missing = columns.filter { !names.contains($0) && required.contains($0) }
    guard missing.isEmpty else {
      throw ImportProblem(
        sentence: "Faltam colunas no cabeçalho: \(missing.joined(separator: ", ")). As colunas são:"
          + " \(columns.joined(separator: ";")).")
    }
    let twice = columns.filter { column in names.count { $0 == column } > 1 }
    guard twice.isEmpty else {
      throw ImportProblem(
        sentence: "Há colunas repetidas no cabeçalho: \(twice.joined(separator: ", ")); deixe uma"
          + " de cada.")
    }
    let extra = names.filter { !$0.isEmpty && !columns.contains($0) }
    let notices =
      extra.isEmpty
      ? []
      : [
        "Colunas que não fazem parte deste arquivo foram ignoradas: "
          + extra.prefix(20).map { String($0.prefix(40)) }.joined(separator: ", ") + "."
      ]
    // None but optional ones is missing, as was seen above.
    let positions = columns.map { names.firstIndex(of: $0) ?? -1 }
    return (
      ImportHeader(form: form, positions: positions, fieldCount: names.count), notices
    )
  }

  /// As the table `imports` keeps it.
  var stored: String {
    let json: JSON = [
      "separator": .integer(Int64(form.separator)), "newline": .integer(Int64(form.newline)),
      "fieldCount": .integer(Int64(fieldCount)),
      "positions": .array(positions.map { .integer(Int64($0)) }),
    ]
    return String(decoding: json.bytes, as: UTF8.self)
  }

  init(form: CSVForm, positions: [Int], fieldCount: Int) {
    self.form = form
    self.positions = positions
    self.fieldCount = fieldCount
  }

  init(stored: String) throws {
    let json = try JSON.parse(Array(stored.utf8))
    guard let separator = json["separator"]?.integer.flatMap(UInt8.init(exactly:)),
      let count = json["fieldCount"]?.integer,
      let positions = json["positions"]?.elements?.compactMap(\.integer)
    else { throw ImportProblem(sentence: "A importação gravada não pode ser retomada.") }
    // A header that was kept before other line ends were read has none.
    let newline = json["newline"]?.integer.flatMap(UInt8.init(exactly:)) ?? UInt8(ascii: "\n")
    self.init(
      form: CSVForm(separator: separator, newline: newline),
      positions: positions.map { Int($0) }, fieldCount: Int(count))
  }
}

extension ImportKind {
  /// The columns of a CSV file, in the order of the enumerations that read them.
  package var columns: [String] {
    switch self {
    case .people:
      [
        "codigo", "etapa", "tipo", "documento", "nome", "nascimento", "email", "telefone", "cep",
        "logradouro", "numero", "complemento", "bairro", "cidade", "uf", "filial",
      ]
    case .contracts:
      ["codigo", "cliente", "numero", "tipo", "situacao", "suspenso_em", "rescindido_em"]
    case .receivables:
      [
        "codigo", "cliente", "contrato", "filial", "numero", "nosso_numero", "emissao",
        "vencimento", "valor", "linha_digitavel", "banco", "convenio",
      ]
    case .payments: ["titulo", "valor", "pago_em", "disponivel_em"]
    case .bankReturn: []
    }
  }

  /// Those without which a line says nothing. A file that leaves another one out says nothing of
  /// it: what is known stays.
  package var requiredColumns: Set<String> {
    switch self {
    case .people: ["codigo", "nome"]
    case .contracts: ["codigo", "cliente", "numero"]
    case .receivables: ["codigo", "cliente", "numero", "vencimento", "valor"]
    case .payments: ["titulo", "valor", "pago_em"]
    case .bankReturn: []
    }
  }
}
