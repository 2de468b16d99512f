// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page15 = ManualText(
    file: "15-contestacoes.md",
    text: ##"""
      # Contestações

      Quem recebe a carta pode contestar a dívida no birô. Por regra do birô a negativação fica
      oculta
      enquanto isso, e o credor tem poucos dias úteis para responder (CDC, art. 43, § 3º; em São
      Paulo,
      dois). **Quem não responde perde**: o birô tira a negativação.

      ## Onde aparecem

      No alto do **Painel**, com os dias que faltam; no menu, em **Contestações**; e na página da
      negativação. Dois dias úteis antes do fim do prazo o prazo fica em destaque e o aviso
      `dispute.due-soon` vai para os webhooks.

      A página mostra o motivo, as palavras da pessoa, os documentos dela e o último dia da
      resposta.
      Quem a abre fica em **Relatórios › Acessos**.

      ## Responder

      1. Em **Anexar prova**, envie o contrato, a fatura ou o comprovante: PDF, PNG, JPEG ou
         texto, até
         cinco.
      2. Escreva a explicação e pressione **Responder com prova**. O birô decide; até lá nada muda.
      3. Se a pessoa tem razão, pressione **Reconhecer**: a baixa segue ao birô e o título fica
         bloqueado.

      O resultado volta do birô: *Acolhida* ou *Perdida por falta de resposta* (a negativação sai
      e o
      título fica bloqueado) ou *Não acolhida* (a negativação volta a aparecer).

      ## Títulos bloqueados

      Um título não é negativado de novo, nem à mão nem pela rotina, depois que:

      - o birô tirou a negativação por conta própria, ou acolheu uma contestação;
      - uma pessoa não aprovou o pedido (com o motivo, que é obrigatório);
      - um juiz mandou tirar ou suspender;
      - a inclusão era indevida, ou houve fraude;
      - o birô ou o cadastro informou o falecimento: vale para **todos** os títulos da pessoa.

      A página do título diz quem bloqueou, quando, por quê e até quando. **Liberar** pede uma
      observação e o perfil de aprovação; a rotina nunca libera. **Bloquear** serve para segurar um
      título à mão, até um dia ou até que alguém o libere.
      """##)
}
