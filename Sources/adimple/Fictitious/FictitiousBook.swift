import Credit

/// A fictitious provider's book as the four import files: the same seed always gives the same
/// bytes. People and companies, alphanumeric CNPJ, accents and apostrophes, many states, minors,
/// old debts, active, suspended and rescinded contracts. No document belongs to a real person on
/// purpose: they are counted up, not collected.
struct FictitiousBook: Sendable {
  let seed: UInt64
  let people: Int
  let receivables: Int
  /// The day as of which debts are old or young.
  let today: CivilDate
  /// Codes, documents and bank numbers count up from here: books with numbers apart live beside
  /// each other in one database.
  var firstNumber = 0

  /// A line at a time, so that a million lines need no memory.
  func writePeople(_ line: (String) throws -> Void) throws {
    try line(
      "codigo;etapa;tipo;documento;nome;nascimento;email;telefone;cep;logradouro;numero;"
        + "complemento;bairro;cidade;uf;filial")
    for index in 0..<people {
      let number = firstNumber + index
      var draw = Draw(seed: seed, stream: 1, index: index)
      let place = Self.places[draw.below(Self.places.count)]
      let isCompany = draw.below(10) == 0
      let name = isCompany ? companyName(&draw, index) : personName(&draw)
      let document =
        isCompany
        ? CNPJ.fictitious(number: UInt64(number), branch: 1, alphanumeric: draw.below(2) == 0).bare
        : CPF.fictitious(number: UInt64(number) &* 7_919 % CPF.fictitiousCount).bare
      let birth = isCompany ? "" : birthDate(&draw).brazilian
      let street =
        draw.below(40) == 0 ? "" : "Rua \(Self.surnames[draw.below(Self.surnames.count)])"
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
      var draw = Draw(seed: seed, stream: 2, index: index)
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
      var draw = Draw(seed: seed, stream: 3, index: index)
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
      var draw = Draw(seed: seed, stream: 3, index: index)
      let due = dueDate(&draw)
      let cents = 4_990 + draw.below(30_000)
      let paid = due.adding(days: draw.below(5))
      guard paid < today else { continue }
      try line(
        "T\(firstNumber + index);\(Cents(Int64(cents)).digits);\(paid);\(paid.adding(days: 1))")
    }
  }

  private func dueDate(_ draw: inout Draw) -> CivilDate {
    switch draw.below(100) {
    case 0: today.adding(days: -1_830 - draw.below(300))
    case 1..<40: today.adding(days: -60 - draw.below(300))
    case 40..<90: today.adding(days: -draw.below(60))
    default: today.adding(days: 1 + draw.below(25))
    }
  }

  private func birthDate(_ draw: inout Draw) -> CivilDate {
    // One in fifty is a minor.
    let years = draw.below(50) == 0 ? 10 + draw.below(7) : 19 + draw.below(60)
    return today.adding(years: -years).adding(days: -draw.below(360))
  }

  private func personName(_ draw: inout Draw) -> String {
    let first = Self.names[draw.below(Self.names.count)]
    let middle = Self.surnames[draw.below(Self.surnames.count)]
    return "\(first) \(middle) \(Self.surnames[draw.below(Self.surnames.count)])"
  }

  private func companyName(_ draw: inout Draw, _ index: Int) -> String {
    "\(Self.surnames[draw.below(Self.surnames.count)]) & Cia \(index) Ltda"
  }

  private static let names = [
    "José", "Antônia", "João", "Conceição", "Luís", "Márcia", "Sebastião", "Inês", "Ângelo",
    "Vitória", "Caíque", "Thaís", "Érica", "Otávio", "Íris", "Zuleide",
  ]
  private static let surnames = [
    "d'Ávila", "Gonçalves", "Araújo", "Sant'Anna", "Muñoz", "Brandão", "Corrêa", "Assunção",
    "Müller", "Magalhães", "Ribeiro", "Simões", "Paixão", "Conceição", "Guimarães", "Leão",
  ]
  private static let places: [(city: String, state: String, postalCode: String)] = [
    ("Curitiba", "PR", "80010000"), ("São Paulo", "SP", "01310100"), ("Recife", "PE", "50010000"),
    ("Manaus", "AM", "69005000"), ("Cuiabá", "MT", "78005000"), ("Goiânia", "GO", "74003010"),
    ("Campo Grande", "MS", "79002000"), ("Vitória", "ES", "29010000"),
    ("Porto Alegre", "RS", "90010000"), ("Salvador", "BA", "40020000"),
    ("Brasília", "DF", "70040010"), ("Macapá", "AP", "68900000"),
  ]
}

/// Numbers drawn from a seed, a stream and a position (SplitMix64): the line of a title can be
/// written again without writing those before it.
struct Draw {
  private var state: UInt64

  init(seed: UInt64, stream: UInt64, index: Int) {
    state =
      seed &* 0x9E37_79B9_7F4A_7C15 &+ stream &* 0xD1B5_4A32_D192_ED03
      &+ UInt64(index) &* 0x8CB9_2BA7_2F3D_8DD7
  }

  /// 0..<limit.
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Int(mixed % UInt64(limit))
  }
}
