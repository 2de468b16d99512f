package import Credit

/// A fictitious provider's book as the four import files: the same seed always gives the same
/// bytes. People and companies, alphanumeric CNPJ, accents and apostrophes, many states, minors,
/// old debts, active, suspended and rescinded contracts. No document belongs to a real person on
/// purpose: they are counted up, not collected.
package struct FictitiousBook: Sendable {
  private let seed: UInt64
  private let people: Int
  private let receivables: Int
  private let today: CivilDate
  private let firstNumber: Int

  /// - Parameters:
  ///   - people: each with a contract; not negative, nor are the titles.
  ///   - today: the day as of which debts are old or young.
  ///   - firstNumber: codes, documents and bank numbers count up from here: books with numbers
  ///     apart live beside each other in one database.
  package init(
    seed: UInt64, people: Int, receivables: Int, today: CivilDate, firstNumber: Int = 0
  ) {
    self.seed = seed
    self.people = people
    self.receivables = receivables
    self.today = today
    self.firstNumber = firstNumber
  }

  func writePeople(_ line: (String) throws -> Void) throws {
    try line(
      "codigo;etapa;tipo;documento;nome;nascimento;email;telefone;cep;logradouro;numero;"
        + "complemento;bairro;cidade;uf;filial")
    for index in 0..<people {
      let number = firstNumber + index
      var draw = SeededNumbers(seed: seed, stream: 1, index: index)
      let place = FictitiousPlace.all[draw.below(FictitiousPlace.all.count)]
      let isCompany = draw.below(10) == 0
      let name = isCompany ? companyName(&draw, index) : personName(&draw)
      let document =
        isCompany
        ? CNPJ.fictitious(number: UInt64(number), branch: 1, alphanumeric: draw.below(2) == 0).bare
        : CPF.fictitious(number: UInt64(number) &* 7_919 % CPF.fictitiousCount).bare
      let birth = isCompany ? "" : birthDate(&draw).brazilian
      let street =
        draw.below(40) == 0 ? "" : "Rua \(Self.family(&draw))"
      try line(
        "P\(number);cliente;\(isCompany ? "juridica" : "fisica");\(document);\(name);\(birth);"
          + "p\(number)@exemplo.example;;\(place.postalCode);\(street);\(1 + draw.below(2_000));;"
          + "Centro;\(place.city);\(place.state);")
    }
  }

  func writeContracts(_ line: (String) throws -> Void) throws {
    try line("codigo;cliente;numero;tipo;situacao;suspenso_em;rescindido_em")
    for index in 0..<people {
      let number = firstNumber + index
      var draw = SeededNumbers(seed: seed, stream: 2, index: index)
      let kind = draw.below(20) == 0 ? "outro" : "telecom"
      switch draw.below(10) {
      case 0..<5:
        let rescinded = today.adding(days: -draw.below(60))
        let suspended = rescinded.adding(days: -60 - draw.below(10))
        try line(
          "C\(number);P\(number);\(100_000 + number);\(kind);rescindido;\(suspended);\(rescinded)")
      case 5:
        try line(
          "C\(number);P\(number);\(100_000 + number);\(kind);suspenso;"
            + "\(today.adding(days: -draw.below(40)));")
      default: try line("C\(number);P\(number);\(100_000 + number);\(kind);ativo;;")
      }
    }
  }

  func writeReceivables(_ line: (String) throws -> Void) throws {
    try line("codigo;cliente;contrato;filial;numero;nosso_numero;emissao;vencimento;valor")
    for index in 0..<receivables {
      var draw = SeededNumbers(seed: seed, stream: 3, index: index)
      let number = firstNumber + index
      let person = firstNumber + index % max(people, 1)
      let due = dueDate(&draw)
      let cents = 4_990 + draw.below(30_000)
      try line(
        "T\(number);P\(person);C\(person);;F\(number);\(padded(10_000_000 + number, 11));"
          + "\(due.adding(days: -20));\(due);\(Cents(Int64(cents)).digits)")
    }
  }

  /// Most of what is old was paid; every eighth title stays open.
  func writePayments(_ line: (String) throws -> Void) throws {
    try line("titulo;valor;pago_em;disponivel_em")
    for index in 0..<receivables where index % 8 != 0 {
      var draw = SeededNumbers(seed: seed, stream: 3, index: index)
      let due = dueDate(&draw)
      let cents = 4_990 + draw.below(30_000)
      let paid = due.adding(days: draw.below(5))
      guard paid < today else { continue }
      try line(
        "T\(firstNumber + index);\(Cents(Int64(cents)).digits);\(paid);\(paid.adding(days: 1))")
    }
  }

  private func dueDate(_ draw: inout SeededNumbers) -> CivilDate {
    switch draw.below(100) {
    case 0: today.adding(days: -1_830 - draw.below(300))
    case 1..<40: today.adding(days: -60 - draw.below(300))
    case 40..<90: today.adding(days: -draw.below(60))
    default: today.adding(days: 1 + draw.below(25))
    }
  }

  private func birthDate(_ draw: inout SeededNumbers) -> CivilDate {
    // One in fifty is a minor.
    let years = draw.below(50) == 0 ? 10 + draw.below(7) : 19 + draw.below(60)
    return today.adding(years: -years).adding(days: -draw.below(360))
  }

  private func personName(_ draw: inout SeededNumbers) -> String {
    let first = FictitiousNames.given[draw.below(FictitiousNames.given.count)]
    let middle = Self.family(&draw)
    return "\(first) \(middle) \(Self.family(&draw))"
  }

  private func companyName(_ draw: inout SeededNumbers, _ index: Int) -> String {
    "\(Self.family(&draw)) & Cia \(index) Ltda"
  }

  private static func family(_ draw: inout SeededNumbers) -> String {
    FictitiousNames.family[draw.below(FictitiousNames.family.count)]
  }
}
