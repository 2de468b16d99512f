/// A state of Brazil or the Federal District (unidade da federação, UF).
package enum FederativeUnit: String, Hashable, Sendable, CaseIterable {
  case ac = "AC"
  case al = "AL"
  case am = "AM"
  case ap = "AP"
  case ba = "BA"
  case ce = "CE"
  case df = "DF"
  case es = "ES"
  case go = "GO"
  case ma = "MA"
  case mg = "MG"
  case ms = "MS"
  case mt = "MT"
  case pa = "PA"
  case pb = "PB"
  case pe = "PE"
  case pi = "PI"
  case pr = "PR"
  case rj = "RJ"
  case rn = "RN"
  case ro = "RO"
  case rr = "RR"
  case rs = "RS"
  case sc = "SC"
  case se = "SE"
  case sp = "SP"
  case to = "TO"

  /// The two capital letters.
  package var code: String { rawValue }

  /// Reads the two letters in either case; nil for anything else.
  package init?(code: some StringProtocol) {
    self.init(rawValue: code.uppercased())
  }

  /// The name in Portuguese.
  package var name: String {
    switch self {
    case .ac: "Acre"
    case .al: "Alagoas"
    case .am: "Amazonas"
    case .ap: "Amapá"
    case .ba: "Bahia"
    case .ce: "Ceará"
    case .df: "Distrito Federal"
    case .es: "Espírito Santo"
    case .go: "Goiás"
    case .ma: "Maranhão"
    case .mg: "Minas Gerais"
    case .ms: "Mato Grosso do Sul"
    case .mt: "Mato Grosso"
    case .pa: "Pará"
    case .pb: "Paraíba"
    case .pe: "Pernambuco"
    case .pi: "Piauí"
    case .pr: "Paraná"
    case .rj: "Rio de Janeiro"
    case .rn: "Rio Grande do Norte"
    case .ro: "Rondônia"
    case .rr: "Roraima"
    case .rs: "Rio Grande do Sul"
    case .sc: "Santa Catarina"
    case .se: "Sergipe"
    case .sp: "São Paulo"
    case .to: "Tocantins"
    }
  }
}
