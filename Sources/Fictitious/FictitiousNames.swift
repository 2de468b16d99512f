/// Names of people and companies who do not exist.
package enum FictitiousNames {
  /// Given names, with what breaks a file or a page that is not careful.
  package static let given = [
    "José", "Antônia", "João", "Conceição", "Luís", "Márcia", "Sebastião", "Inês", "Ângelo",
    "Vitória", "Caíque", "Thaís", "Érica", "Otávio", "Íris", "Zuleide",
  ]
  package static let family = [
    "d'Ávila", "Gonçalves", "Araújo", "Sant'Anna", "Muñoz", "Brandão", "Corrêa", "Assunção",
    "Müller", "Magalhães", "Ribeiro", "Simões", "Paixão", "Conceição", "Guimarães", "Leão",
  ]
  /// A person of a large book, by the place in it: without accents, so that a name is its own fold,
  /// and each name once.
  package static func plain(_ index: Int) -> String {
    let second = plainFamily[index / plainGiven.count % plainFamily.count]
    let third = plainFamily[index / (plainGiven.count * plainFamily.count) % plainFamily.count]
    return "\(plainGiven[index % plainGiven.count]) \(second) \(third) \(index)"
  }

  private static let plainGiven = [
    "Ana", "Bruno", "Carla", "Diego", "Elisa", "Fabio", "Gisele", "Hugo", "Iara", "Joao", "Karina",
    "Luis", "Marta", "Nilo", "Olga", "Paulo", "Quiteria", "Rafael", "Sonia", "Tiago", "Ursula",
    "Vitor", "Wanda", "Xavier", "Yara", "Zeno",
  ]
  private static let plainFamily = [
    "Almeida", "Barbosa", "Cardoso", "Dias", "Esteves", "Ferreira", "Gomes", "Henriques", "Ibanez",
    "Junqueira", "Klein", "Lopes", "Moura", "Nunes", "Oliveira", "Pereira", "Queiroz", "Ribeiro",
    "Souza", "Teixeira", "Uchoa", "Vieira", "Werneck", "Ximenes", "Zanetti",
  ]
}
