// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page07 = ManualText(
    file: "07-atualizar-cobrancas.md",
    text: ##"""
      # Atualizar cobranças

      A rotina procura, todas as noites, os títulos que chegaram ao dia da regra; deixa de fora
      os que não podem ser negativados, com o motivo; e negativa os outros.

      ## Criar a regra

      1. *CRM › Cobrança › Parâmetros de Cobrança*. Se já existe uma regra, **Editar**; se não,
         **Parâmetros da Cobrança**.
      2. Aba **Geral**: **Trata cobrança por título** precisa estar em *Sim*.
      3. Aba **Enviar Análise de crédito/Cartório**: em **Dias para executar**, 60. Um número
         menor não é aceito.
      4. Salve.
      5. Em *Configurações › Tarefas*, a tarefa **Atualizar cobranças** tem horário, histórico e
         **Executar agora**.

      ![Parâmetros de Cobrança](tela:parametros-de-cobranca)

      A integração da filial precisa estar com **Incluir/Remover automaticamente** em *Sim*, e a
      tarefa **Atualizar cobranças** ligada em *Configurações › Tarefas*.

      ## Simular

      **Simular** faz a rotina de verdade e desfaz tudo no fim. Mostra quem seria negativado,
      por que, quanto custaria e quem ficaria de fora, com os motivos. Nada sai do sistema.

      ![Simulação](tela:simulacao)

      ## O relatório da execução

      Cada título examinado aparece uma vez: negativado, baixado ou deixado de fora. Para os
      deixados de fora há todos os motivos e, quando existe, o dia a partir do qual o título
      poderá ser negativado.

      ## Por que 60 dias, e às vezes 76

      60 é o mínimo da negativação automática. Para serviços de telecomunicação de credores
      sujeitos às regras da ANATEL, o contrato precisa antes estar rescindido: aviso no dia
      seguinte ao vencimento, suspensão 15 dias depois, rescisão 60 dias depois da suspensão. Na
      prática, 76 dias (Resolução ANATEL 765/2023, arts. 70 a 78). Para quem tem até cinco mil
      acessos, a regra só avisa (art. 90, § 5º).

      ## Estados

      O tempo até a negativação ser aceita e aparecer depende também do estado do devedor. Veja
      [A carta e os prazos](09-carta-e-prazos.md).
      """##)
}
