// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page09 = ManualText(
    file: "09-carta-e-prazos.md",
    text: ##"""
      # A carta e os prazos

      ## A carta comunicado

      Quem avisa é o birô, por escrito, antes de qualquer registro ficar visível. A carta diz
      quem cobra, o que, de quanto, com qual vencimento, como pagar, até quando, o que acontece
      depois e como contestar. Nada do lado de fora fala de dívida.

      A página da negativação tem a carta em PDF, a data da postagem e o primeiro dia em que a
      restrição pode aparecer.

      ## Como o prazo é contado

      A restrição fica visível à 0 hora do dia seguinte ao último dia do prazo: postagem mais os
      dias do estado, inteiros. Com dez dias, uma carta postada no dia 3 deixa ver a restrição
      só no dia 14.

      Carta devolvida: a negativação fica em espera. Corrija o endereço; uma nova carta começa
      um novo prazo.

      ## Estados

      | Estado | Regra |
      |---|---|
      | todos | aviso prévio por escrito; dez dias por costume |
      | Paraná | só depois de 30 dias de atraso, além do aviso |
      | Mato Grosso do Sul | dez dias contados do recebimento |
      | Goiás, Espírito Santo, Amapá, Mato Grosso | dez dias |
      | Amazonas, Bahia | quinze dias |
      | São Paulo | a espera de vinte dias foi derrubada pelo STF; correção em dois dias úteis |

      Quando o estado do devedor e o do credor têm regras diferentes, vale a mais rigorosa. A
      regra aplicada, com a versão, fica gravada em cada registro. A tabela é um dado com
      validade: muda sem trocar de programa.

      ## Cinco anos

      Nenhum registro fica além de cinco anos do vencimento de cada título, mesmo que tenha sido
      incluído tarde, cedido ou renegociado sem novação. O Adimple retira no quinto aniversário
      e não inclui nada no último mês antes dele.
      """##)
}
