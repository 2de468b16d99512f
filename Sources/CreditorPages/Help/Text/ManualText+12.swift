// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page12 = ManualText(
    file: "12-ensaiar.md",
    text: ##"""
      # Ensaiar antes de valer

      O Adimple traz um **birô de referência**: um birô em uma caixa, com carta, prazo, consulta
      e baixa, sobre um povo inventado. Nada dele chega a uma pessoa de verdade.

      1. `make run` (ou `adimple demo`) abre os dois lados e mostra os endereços, o acesso e uma
         chave.
      2. Siga este manual do começo ao fim.
      3. O relógio é virtual. Avance um dia, dez dias, até a próxima carta ou até a restrição
         ficar visível: o que vence no caminho acontece na ordem certa, também a rotina da
         noite.
      4. No console do birô faça a carta voltar, suspenda por ordem judicial, tire uma fonte do
         ar, perca respostas. O sistema tem de se comportar bem; veja com os seus olhos.

      ![Console do birô](tela:console-do-biro)

      Quando estiver satisfeito, [passe a integração para produção](02-integracao.md).
      """##)
}
