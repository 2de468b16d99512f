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
      - **Acessos** (LGPD, art. 37): quem abriu, mudou ou exportou o quê, quando, de onde e para
        quê.
        Nas mudanças de parâmetros, integrações, filiais, regras, cadastros e usuários, o valor de
        antes e o de depois. Entradas recusadas também ficam.

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

      As linhas do tempo, as negativações, os eventos e o registro de acessos são selados com
      a chave da casa, que não está no banco: quem apagasse, mudasse, trocasse ou incluísse uma
      linha por fora deixaria a marca. *Configurações › Auditoria* confere tudo e diz o lugar. Pela
      linha de comando: `adimple audit verify`; termina com erro quando encontra algo. O que sai
      pelo prazo de guarda sai do início das correntes e não quebra nada.

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
