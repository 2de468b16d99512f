// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page04 = ManualText(
    file: "04-consultar.md",
    text: ##"""
      # Consultar crédito

      Há quatro lugares: **CRM › Leads**, **CRM › Prospecções**, **Cadastros › Clientes** e
      **Cadastros › Central de consultas** (qualquer CPF ou CNPJ).

      ## Do lead ao cliente

      1. Em *CRM › Leads*, marque o lead na coluna *Escolher* e pressione **Consultar Análise de
         crédito**. Dentro do lead, a aba *Contato* tem o botão **Consulta de crédito**.
      2. O relatório aparece e fica guardado na aba **Consultas de análise de crédito**.
      3. Ao **Converter em prospecção**, e depois **Converter em cliente**, as consultas vão
         junto.
      4. No cliente: menu *Análise de crédito* → **Consulta de crédito**.

      ![Relatório da consulta](tela:relatorio-da-consulta)

      ## Como ler o relatório

      - O veredito está no alto, em palavras: *Nada consta*, *Constam restrições*, *Consulta
        incompleta* ou *Documento não localizado*.
      - *Consulta incompleta* quer dizer que alguma fonte não respondeu. Nesse caso o relatório
        nunca diz que nada consta; diz quais fontes faltaram. Consulte de novo mais tarde.
      - Se o nome no birô não é o do cadastro, o veredito é *Conferir identidade* e a
        recomendação *Não decidir ainda*, em toda parte: o CPF pode ser de outra pessoa. Confira um
        documento com foto; corrigido o cadastro, o relatório diz o que consta.
      - Se o birô não respondeu, o relatório diz o que houve e se algo foi cobrado. Quando a
        resposta se perdeu, consultar de novo em até três dias pede a mesma resposta pela mesma
        referência, e ela não é paga duas vezes.
      - Abaixo do veredito estão o dia da resposta e o custo, ou que ela foi reaproveitada.
      - Cada bloco (negativações, protestos, ações, cheques, consultas anteriores) tem
        quantidade, total e datas.
      - A recomendação traz os seus motivos. Ela ajuda; quem decide é você. Quem recebe uma
        recusa pode pedir os motivos e a revisão (LGPD, art. 20; STJ, Súmula 550).
      - O relatório não traz telefone, endereço, renda nem parentes (STJ, Tema 1.404, ainda sem
        decisão).

      **Imprimir (PDF)** dá o mesmo em uma ou duas folhas.

      ## Custo e reaproveitamento

      Dentro do intervalo dos parâmetros, a mesma pessoa é respondida com a consulta que já foi
      paga, ainda que feita em outra filial, por outro usuário ou quando a pessoa era lead. Isto
      vale para cada produto: o botão diz **Usar a resposta de hoje** ou **Consultar**, com o preço
      para quem pode ver custos. Para pagar por uma nova, **Consultar de novo**, e confirme.

      ## A finalidade

      Toda consulta pede a finalidade: concessão de crédito, cobrança ou atualização de
      cadastro (LGPD, arts. 6º, I, e 7º, X). Quem consultou, quando e para quê fica no registro
      de acessos (art. 37), e a própria pessoa consultada pode saber quem a consultou (CDC, art.
      43).
      """##)
}
