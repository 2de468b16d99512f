import Credit
import DebtCollection
import HTTPService
import Markup
import Pages

/// The form "Parâmetros da Cobrança": what it holds and how it is read. Fields are named like the
/// members of the rule in the API.
enum RuleForm {
  static let shown: Set<String> = [
    "name", "branchId", "active", "perTitle", "daysToRun", "listAutomatically",
    "removeAutomatically", "minimumCents", "maximumPerRun",
  ]

  /// What a rule holds at first, as the manual page says it (items 53-54).
  static var blank: FormState {
    FormState([
      ("active", "true"), ("perTitle", "true"),
      ("daysToRun", String(EligibilityRules.routineMinimumDays)), ("listAutomatically", "true"),
      ("removeAutomatically", "true"), ("minimumCents", "0,00"), ("maximumPerRun", "10000"),
    ])
  }

  static func state(_ rule: CollectionRuleRow) -> FormState {
    func word(_ flag: Bool) -> String { flag ? "true" : "false" }
    return FormState([
      ("name", rule.name), ("branchId", rule.branch?.description ?? ""),
      ("active", word(rule.isActive)), ("perTitle", word(rule.perTitle)),
      ("daysToRun", String(rule.daysToRun)), ("listAutomatically", word(rule.listAutomatically)),
      ("removeAutomatically", word(rule.removeAutomatically)),
      ("minimumCents", rule.minimumAmount.digits), ("maximumPerRun", String(rule.maximumPerRun)),
    ])
  }

  static func read(_ form: FormFields) throws -> CollectionRuleChange {
    try FormReader.read(form) { reader in
      var change = CollectionRuleChange()
      change.name = reader.required(
        "name", "Nome", .string(length: 1...CollectionRules.ruleNameLimit))
      change.branch = .some(reader.optional("branchId", "Filial", .id(of: Branch.self)))
      change.isActive = reader.flag("active")
      change.perTitle = reader.flag("perTitle")
      change.daysToRun = reader.required(
        "daysToRun", "Dias para executar", .integer(0...1_825))
      change.listAutomatically = reader.flag("listAutomatically")
      change.removeAutomatically = reader.flag("removeAutomatically")
      change.minimumAmount = reader.required(
        "minimumCents", "Valor mínimo", .money(Cents.zero...Cents.largest))
      change.maximumPerRun = reader.required(
        "maximumPerRun", "Máximo por execução", .integer(1...CollectionRules.titlesPerRunLimit))
      return change
    }
  }
}
