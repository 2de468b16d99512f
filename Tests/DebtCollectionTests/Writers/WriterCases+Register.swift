import Credit
import DebtCollection
import JSONText
import TestKit

extension WriterCase {
  /// People, contracts, branches, integrations, parameters, rules, tasks.
  static let register: [WriterCase] = [
    WriterCase("a death and a telephone") { registry in
      let person = try await registry.office.people.createPerson(Registry.personChange).id
      return (
        { _ = try await $0.people.updatePerson(person, .with { $0.deceasedOn = Registry.today }) },
        { _ = try await $0.people.updatePerson(person, .with { $0.phone = "41999990000" }) }
      )
    },
    WriterCase("a telephone and a death of somebody who is listed") { registry in
      let person = try await registry.listedTitle().title.person
      return (
        { _ = try await $0.people.updatePerson(person, .with { $0.phone = "41999990000" }) },
        { _ = try await $0.people.updatePerson(person, .with { $0.deceasedOn = Registry.today }) }
      )
    },
    WriterCase("two people with one document") { registry in
      let change = Registry.personChange
      return (
        { _ = try await $0.people.createPerson(change) },
        { _ = try await $0.people.createPerson(change) }
      )
    },
    WriterCase("a lead becomes a customer and changes its name") { registry in
      var change = Registry.personChange
      change.stage = .lead
      let person = try await registry.office.people.createPerson(change).id
      return (
        { _ = try await $0.people.convertPerson(person, to: .customer) },
        { _ = try await $0.people.updatePerson(person, .with { $0.name = "Outro Nome" }) }
      )
    },
    WriterCase("a contract is rescinded and gets a number") { registry in
      let person = try await registry.office.people.createPerson(Registry.personChange).id
      let contract = try await registry.office.contracts.createContract(
        .with {
          $0.person = person
          $0.number = "2024/1"
        }
      ).id
      return (
        {
          _ = try await $0.contracts.updateContract(
            contract,
            .with {
              $0.status = .rescinded
              $0.suspendedOn = Registry.today.adding(days: -60)
              $0.rescindedOn = Registry.today.adding(days: -30)
            })
        },
        { _ = try await $0.contracts.updateContract(contract, .with { $0.number = "2024/2" }) }
      )
    },
    WriterCase("two contracts of one number and code") { registry in
      let person = try await registry.office.people.createPerson(Registry.personChange).id
      let change = ContractChange.with {
        $0.person = person
        $0.number = "2024/1"
        $0.externalCode = "C-1"
      }
      return (
        { _ = try await $0.contracts.createContract(change) },
        { _ = try await $0.contracts.createContract(change) }
      )
    },
    WriterCase("a branch gets a telephone and an address for mail") { registry in
      let branch = try await registry.branch().id
      return (
        { _ = try await $0.branches.updateBranch(branch, .with { $0.phone = "4133330000" }) },
        {
          _ = try await $0.branches.updateBranch(branch, .with { $0.email = "a@provedor.example" })
        }
      )
    },
    WriterCase("a branch gets an integration and a telephone") { registry in
      let integration = try await registry.office.integrations.createIntegration(
        Registry.integrationChange
      ).id
      let branch = try await registry.branch().id
      return (
        { _ = try await $0.branches.linkBranch(branch, to: integration) },
        { _ = try await $0.branches.updateBranch(branch, .with { $0.phone = "4133330000" }) }
      )
    },
    WriterCase("two branches of one document") { registry in
      let change = BranchChange.with {
        $0.name = "Matriz"
        $0.document = CNPJ.fictitious(number: 1).formatted
        $0.address = AddressChange(Registry.address)
      }
      return (
        { _ = try await $0.branches.createBranch(change) },
        { _ = try await $0.branches.createBranch(change) }
      )
    },
    WriterCase("an integration gets a name and a secret") { registry in
      let id = try await registry.office.integrations.createIntegration(Registry.integrationChange)
        .id
      return (
        { _ = try await $0.integrations.updateIntegration(id, .with { $0.name = "Outra" }) },
        {
          _ = try await $0.integrations.updateIntegration(
            id, .with { $0.clientSecret = "mais-secreto" })
        }
      )
    },
    WriterCase("two integrations alike") { registry in
      let change = Registry.integrationChange
      return (
        { _ = try await $0.integrations.createIntegration(change) },
        { _ = try await $0.integrations.createIntegration(change) }
      )
    },
    WriterCase("production is tried twice at once") { registry in
      let id = try await registry.office.integrations.createIntegration(Registry.integrationChange)
        .id
      let begin: Work = {
        _ = try await $0.integrations.beginTrial(
          of: id, ProductionEntry(clientSecret: "outro"), actor: Registry.actor)
      }
      return (begin, begin)
    },
    WriterCase("production is confirmed and given up") { registry in
      let integrations = registry.office.integrations
      let id = try await integrations.createIntegration(Registry.integrationChange).id
      _ = try await integrations.beginTrial(
        of: id, ProductionEntry(clientSecret: "outro"), actor: Registry.actor)
      registry.bureau.rest.answer(
        inquiry: .answered(
          BureauReport(
            protocolNumber: "1", at: Registry.today.startOfDay, name: nil, restricted: false,
            partial: false, body: .object([]))))
      _ = try await integrations.inquireTrial(
        of: id, document: "52998224725", product: "P1", actor: Registry.actor)
      _ = try await integrations.rehearseTrial(of: id, actor: Registry.actor)
      return (
        { _ = try await $0.integrations.confirmTrial(of: id, actor: Registry.actor) },
        { try await $0.integrations.cancelTrial(of: id, actor: Registry.actor) }
      )
    },
    WriterCase("the switch of the house and the days of the alarm") { registry in
      (
        {
          _ = try await $0.houseParameters.updateParameters(.with { $0.usesCreditAnalysis = false })
        },
        { _ = try await $0.houseParameters.updateParameters(.with { $0.alarmBusinessDays = 3 }) }
      )
    },
    WriterCase("a rule is stopped and gets other days") { registry in
      let rule = try await registry.addRule().id
      return (
        {
          _ = try await $0.collectionRules.updateCollectionRule(rule, .with { $0.isActive = false })
        },
        { _ = try await $0.collectionRules.updateCollectionRule(rule, .with { $0.daysToRun = 90 }) }
      )
    },
    WriterCase("two rules alike") { registry in
      let change = CollectionRuleChange.with {
        $0.name = "Geral"
        $0.daysToRun = 60
      }
      return (
        { _ = try await $0.collectionRules.createCollectionRule(change) },
        { _ = try await $0.collectionRules.createCollectionRule(change) }
      )
    },
    WriterCase("a task is stopped and gets another hour") { registry in
      _ = try await registry.office.tasks.changeTask(
        "collect", isEnabled: true, actor: Registry.actor)
      return (
        { _ = try await $0.tasks.changeTask("collect", isEnabled: false, actor: Registry.actor) },
        { _ = try await $0.tasks.changeTask("collect", secondOfDay: 3_600, actor: Registry.actor) }
      )
    },
  ]
}

/// A value made and then filled.
protocol Fillable {
  init()
}

extension Fillable {
  static func with(_ body: (inout Self) -> Void) -> Self {
    var value = Self()
    body(&value)
    return value
  }
}

extension PersonChange: Fillable {}
extension ContractChange: Fillable {}
extension BranchChange: Fillable {}
extension IntegrationChange: Fillable {}
extension ParametersChange: Fillable {}
extension CollectionRuleChange: Fillable {}
