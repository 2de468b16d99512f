// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page01 = ManualText(
    file: "01-visao-geral.md",
    text: ##"""
      # Visão geral

      O Adimple consulta crédito antes da venda, negativa dívidas vencidas dentro da lei e dá
      baixa no prazo. Tudo o que faz fica registrado: quem pediu, quando, por qual motivo e com
      base em qual regra.

      ![Painel](tela:painel)

      ## A vida de uma negativação

      1. Um título vence e não é pago. A rotina *Atualizar cobranças* ou uma pessoa pede a
         negativação.
      2. O birô recebe o pedido e o confere. Recebido não é aceito, e aceito não é visível.
      3. O birô posta a **carta comunicado** ao devedor. Começa a correr o prazo para
         regularizar.
      4. Passado o prazo inteiro, a consulta daquele CPF ou CNPJ mostra a restrição. Antes
         disso, nunca.
      5. O devedor paga, faz um acordo ou contesta. A **baixa** é pedida na mesma hora, sem que
         ninguém precise lembrar.
      6. O birô confirma a baixa, e a consulta volta limpa.

      ## Os três status e o estado de verdade

      Quem conhece a integração antiga procura três palavras. Elas continuam na tela, e ao lado
      delas está o estado exato.

      | Status | Estados |
      |---|---|
      | **Ativo** | carta a postar, carta enviada, ativa (visível), suspensa |
      | **Baixada** | baixa na fila, baixa enviada, baixada, baixada pelo birô, saiu por idade |
      | **Erro** | recusada, carta devolvida, diverge do birô |

      Enquanto o birô não responde, não há status: a negativação aguarda aprovação, está na fila
      de envio ou em análise no birô. *Envio sem resposta* quer dizer que a resposta se perdeu; o
      Adimple pergunta ao birô antes de enviar de novo, para que nada vá duas vezes.

      ## O número que precisa ser zero

      No Painel, **baixas fora do prazo** conta as negativações que já deviam ter saído. A lei
      dá cinco dias úteis contados do primeiro dia útil depois que o dinheiro está disponível. O
      alarme toca antes, e o número precisa ser zero (STJ, Tema 735 e Súmula 548).

      Quem vem da tela antiga encontra em [Da tela antiga para esta](14-tela-antiga.md) onde está
      cada coisa.
      """##)
}
