// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page06 = ManualText(
    file: "06-dar-baixa.md",
    text: ##"""
      # Dar baixa

      ## Sem fazer nada

      Receber o título já basta. Pagamento total, acordo, cancelamento, contestação ou ordem
      judicial põem a baixa na fila na mesma transação. Baixas passam à frente de tudo o mais.

      ## À mão, uma ou várias

      1. No cliente, aba **Negativações de crédito**, ou no menu **Negativações**, marque uma ou
         várias.
      2. Pressione **Remover negativação**. Abre-se a tela **Excluir Negativação**.
      3. Marque de novo as que devem sair. O **Código de baixa** é opcional: sem ele vai o que o
         título diz (pago, renegociado, cancelado, contestado) e, de um título em aberto, correção
         de dados.
      4. Pressione **Remover negativação**.

      ![Excluir Negativação](tela:excluir-negativacao)

      Excluir uma negativação à mão não quita o título: ele continua em aberto.

      A tela diz o resultado de cada uma. Para ver a confirmação do birô, pressione **Atualizar**.

      ## O prazo

      Cada baixa traz o último dia que a lei dá: o quinto dia útil, contado do primeiro dia útil
      depois que o dinheiro ficou disponível (STJ, Tema 735 e Súmula 548). Carnaval, *Corpus
      Christi* e feriados locais não esticam o prazo. Perto do fim, um alarme aparece no Painel
      e vai para os webhooks.

      ## Pagamento estornado

      A negativação não volta sozinha. O título volta a ficar em aberto e, se uma pessoa
      aprovar, um novo pedido segue com nova carta e novo prazo.
      """##)
}
