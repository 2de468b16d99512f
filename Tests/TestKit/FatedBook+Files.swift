import Credit
import Fictitious

extension FatedBook {
  package var peopleFile: [UInt8] {
    Self.file(
      "codigo;etapa;tipo;documento;nome;nascimento;email;telefone;cep;logradouro;numero;"
        + "complemento;bairro;cidade;uf;filial",
      people.map {
        [
          $0.code, $0.stage, $0.isNatural ? "fisica" : "juridica", $0.document, $0.name,
          $0.birth?.brazilian ?? "", "", "", $0.home.postalCode, $0.street, "s/n", "", "Centro",
          $0.home.city, $0.home.state, "Matriz",
        ]
      })
  }

  package var contractsFile: [UInt8] {
    Self.file(
      "codigo;cliente;numero;tipo;situacao;suspenso_em;rescindido_em",
      contracts.map {
        [
          $0.code, $0.person, $0.number, "telecom", $0.rescindedOn == nil ? "ativo" : "rescindido",
          $0.suspendedOn?.brazilian ?? "", $0.rescindedOn?.brazilian ?? "",
        ]
      })
  }

  package var titlesFile: [UInt8] {
    Self.file(
      "codigo;cliente;contrato;filial;numero;nosso_numero;emissao;vencimento;valor",
      titles.map {
        [
          $0.code, $0.person, $0.contract, "", $0.number, $0.bankNumber, $0.issuedOn.brazilian,
          $0.dueOn.brazilian, Self.money($0.amount),
        ]
      })
  }

  package var paymentsFile: [UInt8] {
    Self.file(
      "titulo;valor;pago_em;disponivel_em",
      titles.filter { $0.paid > .zero }.map {
        [$0.code, Self.money($0.paid), today.adding(days: -3).brazilian, ""]
      })
  }

  private static func money(_ cents: Cents) -> String {
    "\(cents.amount / 100)," + padded(Int(cents.amount % 100), 2)
  }

  private static func file(_ header: String, _ lines: [[String]]) -> [UInt8] {
    let text = lines.map { $0.map(quoted).joined(separator: ";") }
    return Array(([header] + text).joined(separator: "\r\n").utf8) + [13, 10]
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { $0 == ";" || $0 == "\"" }) else { return field }
    let doubled = field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"")
    return "\"\(doubled)\""
  }
}
