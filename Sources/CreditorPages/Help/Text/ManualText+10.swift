// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page10 = ManualText(
    file: "10-relatorios-e-auditoria.md",
    text: ##"""
      # Relatórios e auditoria

      ## Relatórios

      - **Consultas**: quantas, de quem, por qual integração e produto, quantas reaproveitadas,
        quanto custaram.
      - **Negativações**: o que foi pedido, em que estado está, há quanto tempo.
      - **Recuperação**: quanto foi pago em 10, 30 e 60 dias depois da carta e até hoje; custo por
        real recuperado. O que foi estornado não conta, aqui nem no Painel.
      - **Recusadas**: quais o birô não aceitou e por quê.
      - **Acessos** (LGPD, art. 37): quem abriu qual documento ou relatório, quando e para quê.

      Os filtros ficam no endereço da página: guarde ou envie o endereço, e a outra pessoa vê o
      mesmo. **CSV** baixa exatamente o que está filtrado; o PDF é para arquivar.

      ![Relatório](tela:relatorio)

      ## Conciliação

      *Negativações › Conciliação* compara o que temos com o extrato do birô: iguais, só aqui,
      só lá, diferentes. Uma tarefa faz isso todas as noites.

      O que vive no birô sem negativação viva aqui aparece em *Conciliação › Registros soltos*. O
      registro de uma negativação encerrada é baixado sozinho; do que ninguém conhece uma pessoa
      decide: **Pedir a baixa** ou **Manter**, com a anotação de como foi conferido.

      ## Auditoria

      A linha do tempo de cada negativação só cresce e é encadeada por resumos criptográficos:
      quem apagasse ou mudasse uma linha deixaria a cadeia quebrada. *Configurações › Auditoria*
      confere todas. Pela linha de comando: `adimple audit verify`.

      ## Filas

      O que o Adimple faz sozinho espera em filas: envios ao birô, avisos do birô, execuções de
      *Atualizar cobranças*, importações, conciliações, webhooks. *Configurações › Filas* mostra
      quanto espera, quanto corre e o que falhou.

      Um item que falha é tentado de novo, cada vez mais raramente. Depois de várias tentativas
      ele fica de lado, com o motivo, e o que vem atrás segue. O Painel conta esses itens em
      *Trabalho que falhou*. Um administrador escolhe: **Tentar de novo**, depois de corrigir a
      causa, ou **Descartar**, com a anotação de por quê; as duas escolhas ficam no registro de
      acessos. O que continuaria por fazer não se descarta: resolve-se a causa e tenta-se de novo.

      Pela linha de comando: `adimple queues`. Pela API: `GET /api/v1/queues`.
      """##)
}
