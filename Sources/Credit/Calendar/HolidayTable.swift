/// A list of holidays that was read from text, with columns
/// `scope | day | from | to | name | law`.
///
/// `scope` is `BR`, `banks`, a state's two letters or an IBGE code of seven digits; `day` is
/// `MM-DD`, `easter+N`, `easter-N` or a single `yyyy-MM-dd`; `from` and `to` are years, or empty.
package struct HolidayTable: Sendable {
  package let holidays: [Holiday]

  package init(holidays: [Holiday]) {
    self.holidays = holidays
  }

  /// Reads a table; throws all faults at once.
  package init(parsing text: String) throws(TextTable.Faults) {
    let table = try TextTable(
      parsing: text, requiring: ["scope", "day", "from", "to", "name", "law"])
    var faults: [TextTable.Fault] = []
    var holidays: [Holiday] = []
    for row in table.rows {
      func refuse(_ column: String, _ expected: String) {
        faults.append(
          TextTable.Fault(
            line: row.line, code: "holiday-" + column,
            message: "“\(row[column: column])” não vale na coluna “\(column)”; use \(expected)."))
      }
      let scope = HolidayTable.scope(row[column: "scope"])
      let rule = HolidayTable.rule(row[column: "day"])
      let from = row[column: "from"].isEmpty ? 1 : HolidayTable.year(row[column: "from"])
      let to = row[column: "to"].isEmpty ? 9999 : HolidayTable.year(row[column: "to"])
      if scope == nil { refuse("scope", "BR, banks, a sigla da UF ou o código IBGE") }
      if rule == nil { refuse("day", "MM-DD, easter+N, easter-N ou yyyy-MM-dd") }
      if from == nil { refuse("from", "um ano de 1 a 9999 ou vazio") }
      if to.map({ $0 < from ?? 1 }) ?? true {
        refuse("to", "um ano não anterior ao da coluna “from” ou vazio")
      }
      guard let scope, let rule, let from, let to else { continue }
      holidays.append(
        Holiday(
          rule: rule, scope: scope, name: row[column: "name"], law: row[column: "law"],
          firstYear: from,
          lastYear: to))
    }
    guard faults.isEmpty else { throw TextTable.Faults(faults) }
    self.holidays = holidays
  }

  private static func scope(_ text: String) -> Holiday.Scope? {
    switch text {
    case "BR": return .country
    case "banks": return .banks
    default: break
    }
    if let state = FederativeUnit(rawValue: text) { return .state(state) }
    guard text.utf8.count == 7, let code = CivilDate.number(Array(text.utf8)[...]) else {
      return nil
    }
    return .municipality(code)
  }

  private static func rule(_ text: String) -> Holiday.Rule? {
    if let date = CivilDate(iso: text) { return .once(date) }
    if text.hasPrefix("easter") {
      guard let offset = Int(text.dropFirst(6)), (-100...100).contains(offset) else { return nil }
      return .easter(offset: offset)
    }
    // 2000 was a leap year: 29 February is a day that some years have.
    guard text.utf8.count == 5, let date = CivilDate(iso: "2000-" + text) else { return nil }
    return .fixed(month: date.month, day: date.day)
  }

  private static func year(_ text: String) -> Int? {
    Int(text).flatMap { (1...9999).contains($0) ? $0 : nil }
  }

  /// The holidays of the country and the days on which only banks are closed.
  package static let standard = HolidayTable(committed: standardText)

  /// The civil holidays of the states (Lei 9.093/1995, art. 1, II), each state's own laws. They
  /// never lengthen a term that runs in the debtor's favour: removal counts without them.
  package static let states = HolidayTable(committed: statesText)

  /// A table of this file, whose faults are mistakes of ours that a test finds.
  private init(committed text: String) {
    do {
      try self.init(parsing: text)
    } catch {
      preconditionFailure("committed holiday table: \(error)")
    }
  }

  private static let standardText = """
    scope | day       | from | to | name                           | law
    BR    | 01-01     | 1949 |    | Confraternização Universal     | Lei 662/1949
    BR    | easter-2  | 1949 |    | Paixão de Cristo               | Lei 9.093/1995, art. 2º
    BR    | 04-21     | 1951 |    | Tiradentes                     | Lei 662/1949 (Lei 10.607/2002)
    BR    | 05-01     | 1949 |    | Dia do Trabalho                | Lei 662/1949
    BR    | 09-07     | 1949 |    | Independência do Brasil        | Lei 662/1949
    BR    | 10-12     | 1980 |    | Nossa Senhora Aparecida        | Lei 6.802/1980
    # Before the federal law All Souls was a religious holiday of the municipalities everywhere.
    BR    | 11-02     | 1949 |    | Finados                        | Lei 662/1949 (Lei 10.607/2002)
    BR    | 11-15     | 1949 |    | Proclamação da República       | Lei 662/1949
    BR    | 11-20     | 2024 |    | Zumbi e Consciência Negra      | Lei 14.759/2023
    BR    | 12-25     | 1949 |    | Natal                          | Lei 662/1949
    banks | easter-48 |      |    | Segunda-feira de Carnaval      | Resolução CMN 4.880/2020
    banks | easter-47 |      |    | Terça-feira de Carnaval        | Resolução CMN 4.880/2020
    banks | easter+60 |      |    | Corpus Christi                 | Resolução CMN 4.880/2020
    """

  private static let statesText = """
    scope | day       | from | to | name                               | law
    AC    | 06-15     | 1964 |    | Aniversário do Acre                | lei do Acre
    AL    | 09-16     |      |    | Emancipação política de Alagoas    | lei de Alagoas
    AM    | 09-05     |      |    | Elevação do Amazonas a província   | lei do Amazonas
    AP    | 10-05     |      |    | Criação do Estado                  | lei do Amapá
    BA    | 07-02     |      |    | Independência da Bahia             | Constituição da Bahia
    CE    | 03-25     | 2011 |    | Data magna do Ceará                | Constituição do Ceará
    DF    | 11-30     |      |    | Dia do Evangélico                  | lei do Distrito Federal
    MA    | 07-28     |      |    | Adesão à Independência             | lei do Maranhão
    MS    | 10-11     |      |    | Criação do Estado                  | lei de Mato Grosso do Sul
    PA    | 08-15     |      |    | Adesão à Independência             | lei do Pará
    PB    | 08-05     |      |    | Fundação do Estado                 | lei da Paraíba
    PE    | 03-06     | 2018 |    | Revolução Pernambucana             | lei de Pernambuco
    PI    | 10-19     |      |    | Dia do Piauí                       | lei do Piauí
    RJ    | 04-23     | 2008 |    | Dia de São Jorge                   | lei do Rio de Janeiro
    RJ    | easter-47 | 2009 |    | Terça-feira de Carnaval            | Lei RJ 5.243/2008
    RN    | 10-03     |      |    | Mártires de Cunhaú e Uruaçu        | lei do Rio Grande do Norte
    RO    | 01-04     |      |    | Criação do Estado                  | lei de Rondônia
    RR    | 10-05     |      |    | Criação do Estado                  | Constituição de Roraima
    RS    | 09-20     |      |    | Revolução Farroupilha              | lei do Rio Grande do Sul
    SC    | 08-11     |      |    | Criação da capitania               | lei de Santa Catarina
    SE    | 07-08     |      |    | Emancipação política de Sergipe    | lei de Sergipe
    SP    | 07-09     | 1997 |    | Revolução Constitucionalista       | Lei SP 9.497/1997
    TO    | 10-05     |      |    | Criação do Estado                  | lei do Tocantins
    """
}
