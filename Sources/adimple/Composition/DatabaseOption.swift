import ArgumentParser

/// `--database URL`, or ADIMPLE_DATABASE.
struct DatabaseOption: ParsableArguments {
  @Option(help: "sqlite:CAMINHO ou postgres://… (ou ADIMPLE_DATABASE)")
  var database: String?

  func url(_ environment: Environment) throws -> String {
    guard let url = database ?? environment.database else {
      throw ValidationError(
        "Diga qual é o banco de dados: --database sqlite:CAMINHO ou postgres://…, "
          + "ou a variável \(Environment.database).")
    }
    return url
  }
}

/// `--virtual-clock INSTANT`.
struct ClockOption: ParsableArguments {
  @Option(help: "o relógio começa neste instante (RFC 3339) e pode ser avançado")
  var virtualClock: String?
}
