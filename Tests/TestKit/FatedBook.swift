package import Credit
package import Fictitious

/// The book of a fictitious provider, as its ERP would export it, with what the law makes of each
/// title (`FictitiousBook` of the demo does not know it): people and companies of many states,
/// their contracts and titles, disputes, minors, old debts. The same seed gives the same book.
package struct FatedBook: Sendable {
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
    package let home: FictitiousPlace
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

extension FatedBook {
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

  private mutating func add(_ index: Int, _ profile: Profile) {
    let code = "C" + padded(index + 1, 5)
    // Each profile wanders through all states.
    let places = FictitiousPlace.all
    let home = places[(index + index / Self.profiles.count) % places.count]
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
    guard isNatural else { return Self.one(of: Self.companies, &numbers) }
    return Self.one(of: FictitiousNames.given, &numbers) + " "
      + Self.one(of: FictitiousNames.family, &numbers)
  }

  /// Companies with the marks of a CSV file in their names.
  private static let companies = [
    "Padaria \"Pão & Cia\"", "Mercearia São José; Filhos", "Auto Peças D'Oeste",
    "Farmácia Conceição",
  ].map { $0 + " Ltda" }

  private static func one(of names: [String], _ numbers: inout SeededNumbers) -> String {
    names[numbers.below(names.count)]
  }
}
