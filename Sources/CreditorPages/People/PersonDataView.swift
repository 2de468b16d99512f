import Credit
import DebtCollection
import Markup

/// The tab "Dados" of a customer, "Contato" of a lead.
struct PersonDataModel: Sendable {
  let facts: [(term: String, value: String)]
  let address: [(term: String, value: String)]
  let tiles: [Tile]

  struct Tile: Sendable {
    let label: String
    let value: String
    let detail: String?
    let tone: Tone
    let path: String
  }

  init(_ summary: PersonSummary, branchName: String?, usesCreditAnalysis: Bool) {
    let person = summary.person
    let isNatural = person.kind == .natural
    let rows: [(String, String?)] = [
      ("Tipo", person.kind.label),
      (isNatural ? "Nascimento" : "Fundação", person.birthDate?.brazilian),
      ("Falecimento", person.deceasedOn?.brazilian),
      ("E-mail", person.email), ("Telefone", person.phone), ("Filial", branchName),
      ("Código de origem", person.externalCode),
      ("Cadastro em", person.createdAt.brazilian),
    ]
    facts = rows.compactMap { pair in pair.1.map { (pair.0, $0) } }
    address = Self.address(person.address)
    tiles =
      person.stage == .customer && usesCreditAnalysis || summary.inquiredAt != nil
      ? Self.tiles(summary, usesCreditAnalysis: usesCreditAnalysis) : []
  }

  private static func address(_ address: PostalAddress) -> [(term: String, value: String)] {
    let street = [address.street, address.number].filter { !$0.isEmpty }.joined(separator: ", ")
    let rows = [
      ("Logradouro", street), ("Complemento", address.complement), ("Bairro", address.district),
      ("Cidade", PersonWords.place(address)), ("CEP", PersonWords.postalCode(address.postalCode)),
    ]
    return street.isEmpty && address.city.isEmpty ? [] : rows.filter { !$0.1.isEmpty }
  }

  private static func tiles(_ summary: PersonSummary, usesCreditAnalysis: Bool) -> [Tile] {
    let person = summary.person
    var tiles: [Tile] = []
    if person.stage == .customer {
      tiles.append(
        Tile(
          label: "Em atraso", value: summary.overdue.description,
          detail: summary.overdueCount == 1 ? "1 título" : "\(summary.overdueCount) títulos",
          tone: summary.overdueCount == 0 ? .good : .waiting,
          path: PersonPages.path(of: person, .titles)))
    }
    guard usesCreditAnalysis else { return tiles }
    if person.stage == .customer {
      tiles.append(
        Tile(
          label: "Negativações em andamento", value: String(summary.listingCount), detail: nil,
          tone: .neutral, path: PersonPages.path(of: person, .listings)))
    }
    tiles.append(
      Tile(
        label: "Última consulta",
        value: summary.inquiryOutcome.map {
          InquiryWords.short($0, identityDiffers: summary.identityDiffers)
        } ?? "Nunca consultado",
        detail: summary.inquiredAt.map { "em \($0.civilDate.brazilian)" },
        tone: summary.inquiryOutcome.map {
          InquiryWords.tone($0, identityDiffers: summary.identityDiffers)
        } ?? .neutral,
        path: PersonPages.path(of: person, .inquiries)))
    return tiles
  }
}

enum PersonDataView {
  static func page(_ model: PersonDataModel) -> HTML {
    let tiles = model.tiles.map {
      Look.tile($0.label, $0.value, detail: $0.detail, tone: $0.tone, path: $0.path)
    }
    return """
      \(if: !tiles.isEmpty, Look.tiles(tiles))\
      <div class="columns">\
      \(Look.sheet("Cadastro", Look.facts(model.facts.map { ($0.term, HTML(text: $0.value)) })))\
      \(Look.sheet("Endereço", address(model)))</div>
      """
  }

  private static func address(_ model: PersonDataModel) -> HTML {
    guard !model.address.isEmpty else {
      return """
        <p class="faint">Sem endereço. A carta comunicado precisa dele: sem endereço completo os \
        títulos não podem ser negativados.</p>
        """
    }
    return Look.facts(model.address.map { ($0.term, HTML(text: $0.value)) })
  }
}
