// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page03 = ManualText(
    file: "03-filiais-e-parametros.md",
    text: ##"""
      # Filiais e parâmetros

      ## Vincular a integração à filial

      Caminho: *Configurações › Filiais*, aba **Análise de crédito**, campo **Integração de
      análise de crédito**. Sem o vínculo a filial não consulta nem negativa; a elegibilidade
      diz isso com o motivo *filial sem integração*.

      ![Filial](tela:filial)

      A **Chave Pix** da filial é um CPF, um CNPJ, um e-mail, um telefone com +55 e DDD ou uma
      chave aleatória; outra coisa não é aceita. Sem ela a carta não fala de Pix.

      ## Parâmetros gerais

      Caminho: *Configurações › Parâmetros › Parâmetros gerais › Integrações*.

      ![Parâmetros gerais](tela:parametros)

      - **Utiliza integração com análise de crédito**: *Não* esconde botões, abas, menus e a API
        do assunto. Nada é apagado: de volta em *Sim*, tudo reaparece.
      - **Intervalo de dias para consultar o mesmo CPF/CNPJ**: dentro do intervalo a consulta é
        respondida com o que já foi pago, sem novo custo.
      - **Exige aprovação de uma segunda pessoa**: outra pessoa, do perfil Aprovação, precisa
        aprovar cada pedido.
      - **Porte do credor**: decide se as regras da ANATEL bloqueiam ou só avisam (Resolução
        765/2023, arts. 70 a 78 e 90, § 5º).
      - **Valor mínimo para negativar**: títulos com saldo menor ficam de fora, com o motivo.
      - **Alarme antes do prazo da baixa, em dias úteis**: quanto antes do prazo legal a baixa
        pendente toca o alarme.
      - **Dias de guarda do relatório completo de cada consulta**: por quanto tempo ele é
        guardado (LGPD, arts. 15 e 16). Depois fica só o resumo.
      - **Exige segundo fator de quem entra**: todos precisam de um autenticador além da senha.

      ## Se o contrato com o intermediário acabar

      Mude **Utiliza integração com análise de crédito** para *Não*. As baixas que já estão na
      fila continuam a ser enviadas: o prazo da lei não para porque uma tela foi escondida.
      """##)
}
