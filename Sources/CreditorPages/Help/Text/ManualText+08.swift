// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page08 = ManualText(
    file: "08-financeiro.md",
    text: ##"""
      # Financeiro

      ## Títulos e recebimentos

      *Financeiro* lista os títulos com saldo, situação e a negativação de cada um. Abra um
      título para **receber**, **cancelar**, **renegociar** ou abrir uma **contestação**. Antes
      de gravar, a tela diz o que acontecerá com a negativação.

      Num recebimento informe o dia do pagamento e o dia em que o dinheiro fica disponível. O
      prazo da baixa conta do segundo.

      Pagamento parcial não tira a negativação; o valor informado ao birô é corrigido (CDC, art.
      43, § 3º). O valor para pagar hoje soma multa de no máximo 2 % (CDC, art. 52, § 1º) e juros
      de 1 % ao mês, sem juros sobre juros; ao birô vai só o valor do título.

      ## Importar retorno bancário

      1. *Financeiro › Importar retorno bancário*: solte o arquivo CNAB 240 ou 400.
      2. Veja, linha por linha, o que o arquivo faria. Nada foi gravado ainda.
      3. Confirme.

      ![Importar retorno bancário](tela:retorno-bancario)

      Cada linha termina como liquidada, parcial, em espera, estornada, não é pagamento, sem
      título ou recusada, e o relatório diz por quê. O mesmo arquivo outra vez não muda nada.

      **Baixa no arquivo do banco não é pagamento.** O código 09 e os parecidos dizem que o
      banco deixou de cobrar. A dívida continua, e a negativação também.

      ## Desfazer um recebimento

      Na página do título, **Estornar**. Se a baixa já foi feita, a negativação não volta
      sozinha.

      ## Importar clientes, contratos, títulos e pagamentos

      Arquivos CSV em UTF-8 ou ISO-8859-1, com `;` ou `,`. A coluna `codigo` é a chave do seu
      sistema: o mesmo código de novo atualiza, nunca duplica. Linhas com problema são recusadas
      uma a uma, com o motivo; o resto entra. Uma importação interrompida continua de onde
      parou.
      """##)
}
