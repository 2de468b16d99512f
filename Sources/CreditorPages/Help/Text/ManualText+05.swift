// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page05 = ManualText(
    file: "05-negativar.md",
    text: ##"""
      # Negativar manualmente

      Só títulos vencidos podem ser negativados, e só com o valor do título: verdadeiro e claro,
      como pede o CDC, art. 43, § 1º.

      1. Em *Cadastros › Clientes*, abra o cliente e escolha *Análise de crédito* → **Incluir**.
         Abre-se a tela **Negativação**.
      2. Pressione **Buscar motivos restrição** e escolha a **Restrição** (o nome do provedor
         está no campo: *Restrição Crédito na Medida*).
      3. Marque os títulos. Cada um mostra se pode ser negativado e, se não pode, **todos** os
         motivos, com a fonte de cada um.
      4. Confira o que vai acontecer: valor, carta, primeiro dia em que a restrição pode
         aparecer, dia em que expira.
      5. Pressione **Enviar** (na tela antiga, *Enviar ao Serasa*).

      ![Negativação](tela:incluir-negativacao)

      O resultado aparece na hora: **Sucesso**, com o pedido a caminho do birô, ou **Falha**, com
      o número de cada título e o motivo. Se um dos títulos não puder, nada é enviado.

      ## Acompanhar

      No cliente, aba **Negativações de crédito**; ou no menu **Negativações**, com todas. Abra
      uma (também com dois cliques na linha) para ver a linha do tempo, a carta em PDF, o que
      pode ser feito agora (remover, receber, renegociar, cancelar o título ou registrar uma
      contestação) e por que o resto não pode.

      ![Uma negativação](tela:negativacao)

      ## Aprovação em duas etapas

      Com o parâmetro ligado, o pedido espera em **Negativações › Aprovar**. Quem pediu não
      aprova o próprio pedido. Quem não aprova diz por quê: o pedido fica como *Não aprovada*,
      nada é
      enviado nem cobrado, e o título fica bloqueado até que uma pessoa o libere (veja
      *Contestações*).

      ## Quando o birô recusa

      O status é *Erro*, e a página diz cada motivo. Corrija o cadastro e faça um novo pedido. O
      pedido recusado fica na história.
      """##)
}
