/// What the laws of the states ask to be written on the notice, beyond what every notice says.
///
/// Only rights and contents stand here; days and where they count from are data of the rule that
/// was applied (`NoticeLetter.Term`).
package enum StateNoticeText {
  /// The sentences for the consumer's state; none where no law is known.
  package static func sentences(for state: String) -> [String] {
    switch state {
    case "AM":
      [
        "Amazonas (Lei Promulgada nº 339/2016): você pode pedir ao credor os documentos que "
          + "comprovam o débito, pelo contato indicado neste comunicado."
      ]
    case "DF":
      [
        "Distrito Federal (Lei nº 514/1993): cessado o motivo do registro, o credor deve pedir o "
          + "cancelamento em 48 horas. A consulta ao próprio registro pela internet é gratuita "
          + "(Lei nº 5.940/2017)."
      ]
    case "ES":
      [
        "Espírito Santo (Lei nº 6.225/2000): o débito em discussão judicial não pode ser "
          + "registrado. Se há ação em curso, informe o número do processo ao credor e a nós."
      ]
    case "MS":
      [
        "Mato Grosso do Sul (Lei nº 3.756/2009): a inclusão só ocorre depois de, no mínimo, 10 "
          + "dias contados do recebimento deste comunicado."
      ]
    case "MT":
      [
        "Mato Grosso (Lei nº 10.260/2015 e alterações): pago o débito, o credor tem 5 dias "
          + "úteis para pedir a exclusão do registro."
      ]
    case "PR":
      [
        "Paraná (Lei nº 22.130/2024, art. 183): o registro exige mais de 30 dias de atraso e "
          + "comunicação prévia de pelo menos 5 dias."
      ]
    case "RS":
      [
        "Rio Grande do Sul (Lei nº 16.142/2024): o acesso às informações é gratuito, e os "
          + "contatos deste comunicado recebem a sua contraprova."
      ]
    case "SP":
      [
        "São Paulo (Lei nº 15.659/2015): comprovada a inexatidão, o credor deve pedir a correção "
          + "em até 2 dias úteis. O contato do credor neste comunicado é o canal direto."
      ]
    default: []
    }
  }
}
