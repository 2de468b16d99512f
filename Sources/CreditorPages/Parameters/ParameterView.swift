import Markup

enum ParameterView {
  static func page(_ state: FormState, token: String) -> HTML {
    """
    \(Look.heading(
      "Parâmetros gerais", about: "O que vale para todo o credor na análise de crédito."))\
    \(Look.tabs([.init("Integrações", ParameterPages.path, isCurrent: true)],
      label: "Parâmetros gerais"))\
    \(Look.form(
      to: ParameterPages.path, token: token, state: state, shown: ParameterForm.shown,
      subject(state) + listing(state) + keeping(state) + access(state)
        + Look.formEnd(Look.button("Salvar", .primary))))
    """
  }

  private static func subject(_ state: FormState) -> HTML {
    """
    <h2>Análise de crédito</h2>\
    \(Look.radios(
      .init("usesCreditAnalysis", "Utiliza integração com análise de crédito",
        hint: subjectHint, isRequired: true),
      IntegrationForm.yesOrNo, in: state))\
    \(Look.entry(
      .init("inquiryIntervalDays", "Intervalo de dias para consultar o mesmo CPF/CNPJ",
        hint: "Dentro dele a consulta é respondida pela anterior, sem custo. 0 consulta sempre.",
        isRequired: true), .number(0...365), in: state))
    """
  }

  private static let subjectHint =
    "“Não” oculta telas, botões, abas e API do assunto e não apaga nada; baixas em andamento "
    + "continuam a sair."

  private static func listing(_ state: FormState) -> HTML {
    """
    <h2>Negativação</h2>\
    \(Look.radios(
      .init("requiresListingApproval", "Exige aprovação de uma segunda pessoa",
        hint: "Com “Sim” nada vai ao birô antes de alguém do perfil Aprovação concordar.",
        isRequired: true), IntegrationForm.yesOrNo, in: state))\
    \(Look.radios(
      .init("creditorSize", "Porte do credor", isRequired: true), ParameterForm.sizes,
      in: state))\
    \(Look.entry(
      .init("minimumListing", "Valor mínimo para negativar", hint: "Por título, em reais.",
        isRequired: true), .money, in: state))
    """
  }

  private static func access(_ state: FormState) -> HTML {
    """
    <h2>Acesso</h2>\
    \(Look.radios(
      .init("requiresSecondFactor", "Exige segundo fator de quem entra",
        hint: "Com “Sim” quem ainda não tem cadastra o autenticador ao entrar, antes de tudo.",
        isRequired: true), IntegrationForm.yesOrNo, in: state))
    """
  }

  private static func keeping(_ state: FormState) -> HTML {
    """
    <h2>Prazos e guarda</h2>\
    \(Look.entry(
      .init("alarmBusinessDays", "Alarme antes do prazo da baixa, em dias úteis",
        hint: "O prazo legal é de cinco dias úteis (STJ, Súmula 548).", isRequired: true),
      .number(1...5), in: state))\
    \(Look.entry(
      .init("reportRetentionDays", "Dias de guarda do relatório completo de cada consulta",
        hint: "Depois disso fica só o resumo.", isRequired: true), .number(1...3650),
      in: state))
    """
  }
}
