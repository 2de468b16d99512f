import Credit
import JSONText

/// The person or company that the population puts behind a document. Names only: no phone,
/// address, relatives or income may be sold (STJ, Tema 1.404, pending).
struct FictitiousPerson: Sendable {
  let document: Document
  let behaviour: Behaviour?

  init(_ document: Document) {
    self.document = document
    behaviour = Behaviour(of: document)
  }

  var name: String {
    switch document.personKind {
    case .natural: Self.personName(SeededDraw(document, "name"))
    case .legal: companyName.legal
    }
  }

  private var companyName: (legal: String, trade: String) {
    var draw = SeededDraw(document, "company")
    let trade = draw.element(Self.trades) + " " + draw.element(Self.companyNames)
    return (trade + " " + draw.element(["Ltda.", "S.A.", "Eireli"]), trade)
  }

  private static func personName(_ start: SeededDraw) -> String {
    var draw = start
    return [draw.element(firstNames), draw.element(surnames), draw.element(surnames)]
      .joined(separator: " ")
  }

  /// Who it is, without what may not be sold.
  /// - Parameter name: as the register knows the person; records come before what is made up.
  func identity(name: String) -> JSON {
    ["documentKind": .string(document.kind == .cpf ? "CPF" : "CNPJ"), "name": .string(name)]
  }

  /// A company's registration is public (Lei 8.934/1994); its address and phone stay out all the
  /// same.
  func company(name: String, today: CivilDate) -> JSON {
    var draw = SeededDraw(document, "registration")
    let founded = CivilDate(daysSinceEpoch: 7_305).adding(days: draw.number(0...11_000))
    let activity = draw.element(Self.activities)
    return [
      "companyName": .string(name), "tradeName": .string(companyName.trade),
      "foundedOn": .string(min(founded, today).description),
      "activityCode": .string(activity.code), "activity": .string(activity.name),
      "legalNature": .string(draw.element(["206-2", "205-4", "230-5"])),
      "size": .string(draw.element(["ME", "EPP", "DEMAIS"])),
    ]
  }

  /// What the Receita Federal says of the document.
  func federalStatus(today: CivilDate) -> JSON {
    var draw = SeededDraw(document, "status")
    let status =
      switch (behaviour, document.personKind) {
      case (.deceased?, .natural): "TITULAR FALECIDO"
      case (.irregular?, .natural): "SUSPENSA"
      case (.irregular?, .legal): "INAPTA"
      case (_, .natural): "REGULAR"
      case (_, .legal): "ATIVA"
      }
    return [
      "status": .string(status),
      "isRegular": .bool(["REGULAR", "ATIVA"].contains(status)),
      "since": .string(draw.day(upTo: today).description),
    ]
  }

  /// The partners of a company (quadro societário), which the trade registry publishes.
  func partners() -> [JSON] {
    guard document.personKind == .legal else { return [] }
    var draw = SeededDraw(document, "partners")
    let count = draw.number(1...3)
    var left = 100
    return (0..<count).map { index in
      let share = index == count - 1 ? left : draw.number(1...(left - (count - index - 1)))
      left -= share
      let partner = CPF.fictitious(number: UInt64(clamping: draw.number(0...Int(Int32.max))))
      return [
        "document": .string(partner.masked),
        "name": .string(Self.personName(SeededDraw(.cpf(partner), "name"))),
        "sharePercent": .integer(Int64(share)),
        "role": .string(index == 0 ? "Sócio administrador" : "Sócio"),
      ]
    }
  }

  /// Companies in which the person has a share.
  func participations() -> [JSON] {
    var draw = SeededDraw(document, "participations")
    let isInsolvent = behaviour == .insolvent || behaviour == .everything
    let count = isInsolvent ? 1 : draw.number(0...5) == 0 ? 1 : 0
    return (0..<count).map { _ in
      [
        "companyName": .string(
          draw.element(Self.trades) + " " + draw.element(Self.companyNames) + " Ltda."),
        "sharePercent": .integer(Int64(draw.number(5...100))),
        "companyStatus": .string(isInsolvent ? "FALIDA" : "ATIVA"),
      ]
    }
  }

  static let firstNames = [
    "Ana", "Antônio", "Beatriz", "Bruno", "Camila", "Carlos", "Conceição", "Daniela", "Diego",
    "Eduardo", "Fátima", "Felipe", "Gabriela", "Geraldo", "Helena", "Inês", "João", "Joana",
    "José", "Juliana", "Lúcia", "Luís", "Márcia", "Marcos", "Maria", "Otávio", "Patrícia",
    "Paulo", "Raquel", "Renato", "Rosângela", "Sebastião", "Tatiana", "Vítor",
  ]
  static let surnames = [
    "Almeida", "Araújo", "Barros", "Batista", "Cardoso", "Carvalho", "Castro", "Conceição",
    "Correia", "Dias", "Farias", "Fernandes", "Gonçalves", "Guimarães", "Leão", "Lima",
    "Magalhães", "Martins", "Medeiros", "Melo", "Moura", "Nascimento", "Nóbrega", "Paixão",
    "Pinto", "Queirós", "Ramos", "Sá", "Sant'Ana", "Teixeira", "Vasconcelos", "Xavier",
  ]
  static let trades = [
    "Comercial", "Distribuidora", "Construtora", "Transportes", "Padaria", "Oficina", "Mercado",
    "Serviços", "Gráfica", "Metalúrgica",
  ]
  static let companyNames = [
    "Água Clara", "Boa Esperança", "Caminho Novo", "Estação", "Ipê Amarelo", "Jatobá",
    "Lagoa Azul", "Monte Belo", "Pedra Branca", "Rio Verde", "Serra Alta", "Três Irmãos",
  ]
  static let activities: [(code: String, name: String)] = [
    ("4711302", "Comércio varejista de mercadorias em geral"),
    ("4930202", "Transporte rodoviário de carga"), ("1091102", "Padaria e confeitaria"),
    ("4120400", "Construção de edifícios"), ("4520001", "Manutenção de veículos"),
    ("1813099", "Impressão de material para outros usos"),
  ]
}
