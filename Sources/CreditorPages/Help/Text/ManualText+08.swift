// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page08 = ManualText(
    file: "08-financeiro.md",
    text: ##"""
      # Financeiro

      ## Títulos e recebimentos

      *Financeiro* lista os títulos com saldo, situação e a negativação de cada um. Abra um
      título para **receber**, **cancelar**, **renegociar** ou abrir uma **contestação**. Antes
      de gravar, a tela diz o que acontecerá com a negativação.

      Num recebimento informe o dia do pagamento e o dia em que o dinheiro fica disponível. O
      prazo da baixa conta do segundo. De um título vencido escolha por que ele se quita: pelo
      **principal** (multa e juros, só os que vierem) ou pelo **valor atualizado** (primeiro multa
      e juros, depois o principal: Código Civil, art. 354).

      O que vem acima do devido fica guardado e aparece como **a devolver**, no título e em
      *Recebimentos*. Se for muito (mais de um décimo do que se devia), a tela pergunta outra vez
      antes de gravar. Um título pago ou encerrado não recebe mais: o que ainda entrar por ele é
      todo a devolver. Devolvido o dinheiro, estorne o recebimento e registre o que ficou.

      **Cancelar** pede o motivo, que fica na página do título. **Renegociar** encerra o título e
      cria os do acordo na hora: diga o valor, as parcelas e o primeiro vencimento.

      ## Com que pagar

      A página do título traz o Pix copia e cola do valor de hoje, se a filial tem **Chave Pix**,
      e a linha do boleto, se o arquivo de títulos trouxe a coluna `linha_digitavel`. Ao negativar,
      os dois seguem ao birô com o valor da dívida e vão na carta e na página da pessoa. Um boleto
      de outro valor fica de fora.

      Pagamento parcial não tira a negativação; o valor informado ao birô é corrigido (CDC, art.
      43, § 3º). O valor para pagar hoje soma multa de no máximo 2 % (CDC, art. 52, § 1º) e juros
      de 1 % ao mês, sem juros sobre juros; ao birô vai só o valor do título.

      ## Importar retorno bancário

      1. *Financeiro › Importar retorno bancário*: solte o arquivo CNAB 240 ou 400.
      2. Veja, linha por linha, o que o arquivo faria. Nada foi gravado ainda.
      3. Confirme.

      ![Importar retorno bancário](tela:retorno-bancario)

      Cada linha termina como liquidada, parcial, paga a mais, paga depois da baixa, já estava
      pago (a devolver), em espera, estornada, sem efeito, sem título ou recusada, e o relatório
      diz por quê. A coluna **Negativação** diz o que a linha faz com ela. O mesmo arquivo outra
      vez não muda nada.

      **Um título só é liquidado por duas provas**: nosso número e dívida, nosso número e número
      do documento, ou documento e dívida, sem que número, valor ou vencimento digam outra coisa.
      O nosso número vale com ou sem carteira, zeros e dígito, como cada banco o escreve. Sem as
      duas provas a linha fica **sem título**. Em **Decidir**, escolha o título, para esta vez ou
      para sempre (este número deste banco e convênio), ou diga que não é nosso. Cada linha se
      decide uma vez só.

      O leiaute CNAB 400 é de cada banco. De um banco cujo leiaute não se conhece as linhas são
      recusadas, com o nome dele. No CNAB 240 de um banco sem leiaute próprio vale o padrão da
      FEBRABAN, com um aviso. Arquivos emendados são lidos cada um pelo seu banco.

      **Baixa no arquivo do banco não é pagamento.** O código 09 e os parecidos dizem que o
      banco deixou de cobrar. A dívida continua, e a negativação também.

      ## Desfazer um recebimento

      Na página do título, **Estornar**. Se a baixa já foi feita, a negativação não volta
      sozinha.

      ## Retornos que chegam sozinhos

      Se outro programa baixa os retornos do banco, peça a quem instalou o Adimple que configure a
      pasta de troca (`ADIMPLE_EXCHANGE`): cada arquivo posto em `in/` é importado em até um
      minuto e vai para `in/lidos/`. O que cada linha fez aparece em **Importações**, como se
      alguém o tivesse enviado.

      ## Recebimentos que outro sistema avisa

      Um provedor de boleto ou Pix que conhece o pagamento, e não o código do título daqui, usa
      `POST /api/v1/payments`: informa o que souber (código de origem, nosso número, número do
      título, CPF ou CNPJ, valor e vencimento) e um `providerId`, que faz do mesmo aviso repetido
      um recebimento só. Valem as mesmas duas provas do retorno; sem elas a resposta diz o que
      confere e o que não confere de cada título, e nada é registrado.

      ## Importar clientes, contratos, títulos e pagamentos

      Títulos podem trazer `banco` e `convenio`, de que o nosso número é.

      Arquivos CSV em UTF-8, UTF-16 ou Windows-1252, com `;`, `,` ou tabulação, como o Excel e os
      outros sistemas os escrevem: a linha `sep=;`, linhas em branco, horas depois das datas,
      `0000-00-00`, `R$` e CEP com ponto são lidos. A coluna `codigo` é a chave do seu sistema: o
      mesmo código de novo atualiza, nunca duplica. Uma coluna que o arquivo não tem não apaga o
      que já está no cadastro. Linhas com problema são recusadas uma a uma, com o motivo; o resto
      entra. Uma planilha `.xlsx` é salva antes como CSV. Uma importação interrompida continua
      de onde parou.
      """##)
}
