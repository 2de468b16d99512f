import BureauRegister
import Credit
import DebtCollection
import Fictitious

extension Run {
  /// The creditor's house, its integration with the bureau, and the people who owe.
  func setUp() async throws {
    let office = sides.office
    try await setUpHouse(office)
    try await setUpIntegration(office)
    var rule = CollectionRuleChange()
    rule.name = "Atualizar cobranças"
    rule.daysToRun = 60
    ruleID = try await office.collectionRules.createCollectionRule(rule).id
    // The duty of alarms goes by the calendar; the task looks at the same things every hour.
    _ = try await office.tasks.changeTask("alarms", isEnabled: false, actor: .commandLine)
    var numbers = SeededNumbers(seed: history.setting.seed &+ 3)
    for place in 0..<history.setting.people { try await addDebtor(place, &numbers) }
  }

  private func setUpHouse(_ office: Office) async throws {
    var parameters = ParametersChange()
    parameters.usesCreditAnalysis = true
    parameters.creditorSize = .small
    _ = try await office.houseParameters.updateParameters(parameters)
    let place = FictitiousProvider.office
    let credentials = try await sides.register.addParticipant(
      name: FictitiousProvider.name, document: FictitiousProvider.document,
      office: ParticipantOffice(
        postalCode: place.postalCode, street: place.street, number: place.number,
        district: place.district, city: place.city, state: place.state,
        contact: FictitiousProvider.contact))
    clientID = credentials.clientID
    clientSecret = credentials.clientSecret
    book.secrets.append(clientSecret)
    var change = BranchChange()
    change.name = FictitiousProvider.branchName
    change.document = FictitiousProvider.document
    change.address = AddressChange(
      postalCode: place.postalCode, street: place.street, number: place.number, complement: "",
      district: place.district, city: place.city, state: place.state)
    branch = try await office.branches.createBranch(change).id
  }

  private func setUpIntegration(_ office: Office) async throws {
    var change = IntegrationChange()
    change.name = FictitiousProvider.integrationName
    change.provider = "credito-na-medida"
    change.environment = .homologation
    change.branch = branch
    change.baseURL = TwoSides.bureauURL
    change.clientId = clientID
    change.clientSecret = clientSecret
    integration = try await office.integrations.createIntegration(change).id
    _ = try await office.branches.linkBranch(branch, to: integration)
    _ = try await office.integrations.syncCodes(of: integration)
    var automatic = IntegrationChange()
    automatic.isAutomatic = true
    automatic.restrictionCodeNatural = "internet"
    automatic.restrictionCodeLegal = "trade-bill"
    _ = try await office.integrations.updateIntegration(integration, automatic)
  }

  /// A person or company with a contract and one to three titles.
  private func addDebtor(_ place: Int, _ numbers: inout SeededNumbers) async throws {
    let isNatural = numbers.below(8) != 0
    let isMinor = isNatural && numbers.below(9) == 0
    let isCustomer = numbers.below(12) != 0
    let number = UInt64(truncatingIfNeeded: place + 1)
    let document =
      isNatural
      ? Document.cpf(CPF.fictitious(number: number))
      : Document.cnpj(CNPJ.fictitious(number: number))
    let born = today.adding(days: isMinor ? -5_000 : -(9_000 + numbers.below(14_000)))
    let home = FictitiousPlace.all[numbers.below(FictitiousPlace.all.count)]
    var person = PersonChange()
    person.stage = isCustomer ? .customer : .prospect
    person.kind = isNatural ? .natural : .legal
    person.document = document.bare
    person.name = "Fulano \(place)"
    person.birthDate = isNatural ? born : nil
    person.address = AddressChange(
      postalCode: home.postalCode, street: "Rua XV de Novembro", number: "\(place + 1)",
      complement: "", district: "Centro", city: home.city, state: home.state)
    person.branch = branch
    let made = try await sides.office.people.createPerson(person)
    book.secrets += [document.bare, document.formatted]
    var contract = ContractChange()
    contract.externalCode = "K\(place)"
    contract.person = made.id
    contract.number = "K/\(place)"
    contract.kind = .other
    contract.status = .active
    let agreed = try await sides.office.contracts.createContract(contract)
    book.debtors.append(
      Book.Debtor(
        id: made.id, document: document, born: isNatural ? born : nil, isCustomer: isCustomer,
        contract: agreed.id))
    for _ in 0...numbers.below(3) {
      let isOld = numbers.below(6) == 0
      let late = isOld ? 1_715 + numbers.below(75) : numbers.below(220) - 60
      _ = try await addTitle(
        debtor: place, cents: 1_000 + numbers.below(60_000), dueOn: today.adding(days: -late))
    }
  }

  /// A new title; answers with its place in the book.
  func addTitle(debtor place: Int, cents: Int, dueOn: CivilDate) async throws -> Int {
    let debtor = book.debtors[place]
    let number = "F\(book.titles.count)"
    var new = NewReceivable(
      person: debtor.id, number: number, dueOn: dueOn, amount: Cents(Int64(cents)))
    new.contract = debtor.contract
    new.externalCode = number
    new.issuedOn = dueOn.adding(days: -20)
    let made = try await sides.office.receivables.createReceivable(new)
    book.add(
      Book.Title(
        id: made.id, debtor: place, number: number, amount: new.amount, dueOn: dueOn,
        issuedOn: dueOn.adding(days: -20)))
    return book.titles.count - 1
  }
}
