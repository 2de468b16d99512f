import Credit
import JSONText

/// Something that a source of the population holds against a document.
struct Occurrence: Sendable {
  let on: CivilDate
  /// Nil where it is not about an amount.
  let amount: Cents?
  let json: JSON
}

extension FictitiousPerson {
  /// The entries of one block; the same for the same document until they are five years old.
  func occurrences(_ section: ReportSection, today: CivilDate) -> [Occurrence] {
    guard let behaviour, behaviour.has(section, of: document.personKind) else { return [] }
    var draw = SeededDraw(document, section.rawValue)
    let count = section == .death || section == .documentAlerts ? 1 : draw.number(1...3)
    return (0..<count).map { _ in one(section, &draw, today) }.sorted { $0.on > $1.on }
  }

  private func one(
    _ section: ReportSection, _ draw: inout SeededDraw, _ today: CivilDate
  ) -> Occurrence {
    let day = draw.day(upTo: today)
    let place = draw.element(Self.places)
    switch section {
    case .protests:
      let amount = draw.cents(15_000...900_000)
      return Occurrence(
        on: day, amount: amount,
        json: [
          "on": .string(day.description), "amountCents": .integer(amount.amount),
          "office": .string("\(draw.number(1...9))º Tabelionato de Protesto"),
          "city": .string(place.city), "state": .string(place.state),
        ])
    case .lawsuits:
      let amount = draw.cents(200_000...5_000_000)
      return Occurrence(
        on: day, amount: amount,
        json: [
          "on": .string(day.description),
          "nature": .string(
            draw.element(["Execução de título extrajudicial", "Busca e apreensão", "Monitória"])),
          "amountCents": .integer(amount.amount),
          "court": .string("\(draw.number(1...12))ª Vara Cível"),
          "city": .string(place.city), "state": .string(place.state),
          "role": .string("principal"),
        ])
    case .badCheques:
      return cheque(day, &draw)
    case .bankruptcies:
      return Occurrence(
        on: day, amount: nil,
        json: [
          "on": .string(day.description),
          "kind": .string(draw.element(["Recuperação judicial deferida", "Falência requerida"])),
          "court": .string("\(draw.number(1...3))ª Vara Empresarial"),
          "city": .string(place.city), "state": .string(place.state),
        ])
    case .documentAlerts:
      return Occurrence(
        on: day, amount: nil,
        json: [
          "on": .string(day.description), "documentType": .string(draw.element(["RG", "CNH"])),
          "reason": .string(draw.element(["roubo", "furto", "extravio"])),
          "state": .string(place.state),
        ])
    default:
      return Occurrence(
        on: day, amount: nil,
        json: ["on": .string(day.description), "source": "Receita Federal"])
    }
  }

  private func cheque(_ day: CivilDate, _ draw: inout SeededDraw) -> Occurrence {
    let amount = draw.cents(5_000...200_000)
    return Occurrence(
      on: day, amount: amount,
      json: [
        "on": .string(day.description), "bank": .string("Banco Exemplo \(draw.number(1...5))"),
        "agency": .string(padded(draw.number(1...9_999), 4)),
        "reason": .string(
          draw.element([
            "12: sem fundos na segunda apresentação", "13: conta encerrada",
            "14: prática espúria",
          ])),
        "count": .integer(Int64(draw.number(1...4))), "amountCents": .integer(amount.amount),
      ])
  }

  private static let places: [(city: String, state: String)] = [
    ("São Paulo", "SP"), ("Belo Horizonte", "MG"), ("Curitiba", "PR"), ("Goiânia", "GO"),
    ("Salvador", "BA"), ("Manaus", "AM"), ("Recife", "PE"), ("Porto Alegre", "RS"),
    ("Cuiabá", "MT"), ("Florianópolis", "SC"),
  ]
}
