// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page09 = ManualText(
    file: "09-carta-e-prazos.md",
    text: ##"""
      # A carta e os prazos

      ## A carta comunicado

      Quem avisa é o birô, por escrito, antes de qualquer registro ficar visível. A carta diz
      quem cobra, o que, de quanto, com qual vencimento, como pagar, até quando, o que acontece
      depois e como contestar (CDC, arts. 42, 42-A e 43, § 2º; STJ, Súmula 359). Nada do lado de
      fora fala de dívida.

      A página da negativação tem a carta em PDF, a data da postagem e o primeiro dia em que a
      restrição pode aparecer.

      ## Como o prazo é contado

      A restrição fica visível à 0 hora do dia seguinte ao último dia do prazo: postagem mais os
      dias do estado, inteiros. A lei federal não diz quantos; o costume são dez. Com dez dias,
      uma carta postada no dia 3 deixa ver a restrição só no dia 14.

      O dia que a tela promete é contado como o birô conta: hora em que as cartas do dia fecham,
      dias úteis, recebimento, estados do devedor e do credor. Quando o birô não diz como conta, ou
      outra pessoa ainda precisa aprovar, a tela escreve *previsto*.

      O que pode ser feito com uma negativação está em [Negativar](05-negativar.md) e [Dar
      baixa](06-dar-baixa.md).

      Carta devolvida: a negativação fica em espera. Corrija o endereço; uma nova carta começa
      um novo prazo.

      ## Estados

      - **Todos**: aviso prévio por escrito, pelo birô; dez dias por costume (CDC, art. 43, § 2º;
        STJ, Súmulas 359 e 404).
      - **Paraná**: só depois de 30 dias de atraso, e aviso de ao menos 5 dias (Lei 22.130/2024,
        art. 183; duvidosa depois da ADI 5224).
      - **Rio Grande do Sul**: aviso pelo birô; basta a prova do envio (Lei 16.142/2024, arts. 1º
        a 3º).
      - **Mato Grosso do Sul**: dez dias contados do recebimento (Lei 3.756/2009).
      - **Mato Grosso**: dez dias; baixa pedida em cinco dias úteis (Lei 10.260/2015, redação da
        Lei 13.033/2025).
      - **Goiás**: dez dias (Lei 14.072/2001). **Amapá**: dez dias (lei de número por confirmar).
      - **Espírito Santo**: dez dias; nada enquanto a dívida é discutida em juízo (Lei
        6.225/2000).
      - **Amazonas**: quinze dias, com aviso de recebimento (Lei Promulgada 339/2016; duvidosa
        depois da ADI 5224).
      - **Distrito Federal**: carta com aviso de recebimento; baixa em 48 horas (Lei 514/1993;
        duvidosa diante da Súmula 404).
      - **Bahia**: quinze dias, por costume da CDL Salvador.
      - **São Paulo**: a espera de vinte dias foi derrubada pelo STF (ADI 5224); correção em dois
        dias úteis (Lei 15.659/2015, redação da Lei 16.624/2017).
      - **Rio de Janeiro**: dez dias, por costume; o texto da Lei 5.383/2009 está por confirmar.

      Quando o estado do devedor e o do credor têm regras diferentes, vale a mais rigorosa. A
      regra aplicada, com a versão, fica gravada em cada registro. A tabela é um dado com
      validade: muda sem trocar de programa.

      ## Cinco anos

      Nenhum registro fica além de cinco anos do vencimento de cada título, mesmo que tenha sido
      incluído tarde, cedido ou renegociado sem novação (CDC, art. 43, § 1º; STJ, Súmula 323). O
      Adimple retira no quinto aniversário e não inclui nada no último mês antes dele.
      """##)
}
