package import Credit

/// The book of a fictitious provider, as its ERP would export it, with what the law makes of each
/// title: people and companies of many states, their contracts and titles, disputes, minors, old
/// debts. The same seed gives the same book.
package struct FictitiousBook: Sendable {
  /// What "Atualizar cobranças" must make of a title.
  package enum Fate: Hashable, Sendable {
    case listed
    case leftOut(EligibilityReason.Code)
    /// Not in arrears for long enough, or paid: the routine does not look at it.
    case notExamined
  }

  package struct Person: Sendable {
    package let code: String
    package let document: String
    package let isNatural: Bool
    package let name: String
    package let stage: String
    package let birth: CivilDate?
    package let home: Home
    package let street: String
  }

  package struct Contract: Sendable {
    package let code: String
    package let person: String
    package let number: String
    package let suspendedOn: CivilDate?
    package let rescindedOn: CivilDate?
  }

  package struct Title: Sendable {
    package let code: String
    package let person: String
    package let contract: String
    package let number: String
    package let bankNumber: String
    package let issuedOn: CivilDate
    package let dueOn: CivilDate
    package let amount: Cents
    /// What was paid before the routine ran.
    package let paid: Cents
    package let isDisputed: Bool
    package let fate: Fate

    package var open: Cents { amount - paid }
  }

  package struct Home: Sendable {
    package let state: String
    package let city: String
    package let postalCode: String
  }

  package let today: CivilDate
  package private(set) var people: [Person] = []
  package private(set) var contracts: [Contract] = []
  package private(set) var titles: [Title] = []
  private var numbers: SeededNumbers

  /// - Parameters:
  ///   - count: people and companies.
  ///   - today: the day as of which the fates hold.
  package init(seed: UInt64, people count: Int, today: CivilDate) {
    self.today = today
    self.numbers = SeededNumbers(seed: seed)
    for index in 0..<count { add(index, Self.profiles[index % Self.profiles.count]) }
  }

  package func titles(_ fate: Fate) -> [Title] { titles.filter { $0.fate == fate } }
}

extension FictitiousBook {
  /// A kind of customer, with the fate of its titles.
  private enum Profile {
    case natural, company, lettersCompany
    case activeContract, minor, disputed, old, withoutAddress, prospect, recent, paid, partlyPaid

    var fate: Fate {
      switch self {
      case .natural, .company, .lettersCompany, .partlyPaid: .listed
      case .activeContract: .leftOut(.contractNotRescinded)
      case .minor: .leftOut(.minor)
      case .disputed: .leftOut(.disputed)
      case .old: .leftOut(.fiveYears)
      case .withoutAddress: .leftOut(.addressIncomplete)
      case .prospect: .leftOut(.notACustomer)
      case .recent, .paid: .notExamined
      }
    }
  }

  private static let profiles: [Profile] = [
    .natural, .lettersCompany, .activeContract, .natural, .partlyPaid, .minor, .natural, .company,
    .disputed, .natural, .old, .natural, .withoutAddress, .lettersCompany, .prospect, .natural,
    .recent, .paid,
  ]

  private static let homes = [
    ("PR", "Curitiba", "80010000"), ("SP", "São Paulo", "01001000"),
    ("RS", "Porto Alegre", "90010000"), ("MT", "Cuiabá", "78005000"),
    ("MS", "Campo Grande", "79002000"), ("GO", "Goiânia", "74003000"),
    ("ES", "Vitória", "29010000"), ("BA", "Salvador", "40020000"),
    ("MG", "São João d'Aliança", "30110000"), ("CE", "Fortaleza", "60025000"),
    ("SC", "Florianópolis", "88010000"), ("RJ", "Rio de Janeiro", "20010000"),
  ].map { Home(state: $0.0, city: $0.1, postalCode: $0.2) }

  private static let firstNames = [
    "Conceição", "José", "Antônia", "João", "Luíza", "Ângelo", "Inês", "Mário", "Zélia", "Caetano",
  ]
  private static let lastNames = [
    "D'Ávila", "Gonçalves", "Sant'Anna", "Araújo", "Müller", "Assunção", "Brandão", "D'Or",
    "Peçanha",
  ]
  private static let trades = [
    "Padaria \"Pão & Cia\"", "Mercearia São José; Filhos", "Auto Peças D'Oeste",
    "Farmácia Conceição",
  ]

  private mutating func add(_ index: Int, _ profile: Profile) {
    let code = "C" + padded(index + 1, 5)
    // Each profile wanders through all states.
    let home = Self.homes[(index + index / Self.profiles.count) % Self.homes.count]
    let isNatural = profile != .company && profile != .lettersCompany
    let birth =
      profile == .minor
      ? today.adding(days: -5_500)
      : today.adding(days: -Int.random(in: 9_500...25_000, using: &numbers))
    people.append(
      Person(
        code: code, document: document(index, profile), isNatural: isNatural,
        name: name(isNatural), stage: profile == .prospect ? "prospeccao" : "cliente",
        birth: isNatural ? birth : nil, home: home,
        street: profile == .withoutAddress ? "" : "Rua 15 de Novembro"))
    let first = profile == .recent ? 12 : profile == .old ? 1_900 : 120
    let late = first + Int.random(in: 0...(profile == .recent ? 10 : 400), using: &numbers)
    let due = today.adding(days: -late)
    let isEnded = profile != .activeContract && profile != .recent
    contracts.append(
      Contract(
        code: "K" + code, person: code, number: "2021/\(index + 1)",
        suspendedOn: isEnded ? due.adding(days: 20) : nil,
        rescindedOn: isEnded ? due.adding(days: 85) : nil))
    let several = profile == .natural && index % 3 == 0
    for part in 0..<(several ? 2 : 1) {
      add(profile, person: code, part: part, due: due.adding(days: -31 * part))
    }
  }

  private mutating func add(_ profile: Profile, person: String, part: Int, due: CivilDate) {
    let amount = Cents(Int64.random(in: 4_990...39_990, using: &numbers))
    let paid: Cents =
      switch profile {
      case .paid: amount
      case .partlyPaid: Cents(amount.amount / 3)
      default: .zero
      }
    let sequence = titles.count + 1
    titles.append(
      Title(
        code: "T" + padded(sequence, 6), person: person, contract: "K" + person,
        number: "F" + padded(sequence, 7), bankNumber: "9" + padded(sequence * 7, 11),
        issuedOn: due.adding(days: -20), dueOn: due, amount: amount, paid: paid,
        isDisputed: profile == .disputed, fate: profile.fate))
  }

  private func document(_ index: Int, _ profile: Profile) -> String {
    let number = UInt64(index + 1)
    return switch profile {
    case .company: CNPJ.fictitious(number: number).formatted
    case .lettersCompany: CNPJ.fictitious(number: number, alphanumeric: true).formatted
    default: CPF.fictitious(number: number).formatted
    }
  }

  private mutating func name(_ isNatural: Bool) -> String {
    guard isNatural else { return Self.trades.randomElement(using: &numbers)! + " Ltda" }
    return Self.firstNames.randomElement(using: &numbers)! + " "
      + Self.lastNames.randomElement(using: &numbers)!
  }
}
