/// The occurrences of CNAB 400, which no standard gives: each bank's manual has its own. Columns as
/// in `settlementTableText240`.
///
/// The common rows (`*`) only name codes that are no payment, for banks that share them; a payment
/// is one by its bank's row alone.
let settlementTableText400 = """
  *|400|02|-|ENT|Entrada confirmada
  *|400|03|-|REJ|Entrada rejeitada
  *|400|09|-|WOFF|Baixa do boleto, que não é pagamento
  *|400|10|-|WOFF|Baixa conforme instrução, que não é pagamento
  *|400|11|-|INFO|Título em carteira (em ser)
  *|400|12|-|INFO|Abatimento concedido
  *|400|13|-|INFO|Abatimento cancelado
  *|400|14|-|INFO|Vencimento alterado
  *|400|19|-|INFO|Instrução de protesto confirmada
  *|400|20|-|INFO|Sustação de protesto confirmada
  *|400|23|-|INFO|Encaminhado a cartório
  *|400|24|-|REJ|Entrada rejeitada por CEP irregular
  *|400|27|-|REJ|Baixa rejeitada
  *|400|28|-|INFO|Débito de tarifas ou custas
  *|400|30|-|REJ|Alteração de dados rejeitada
  *|400|32|-|REJ|Instrução rejeitada
  # Banco do Brasil
  001|400|05,06,08,15|nature=01,03,05,07,09|FULL|Liquidação
  001|400|05,06,08,15|nature=02|PART|Liquidação parcial
  001|400|05,06,08,15|nature=10|PART|Liquidação parcial com cheque a compensar
  001|400|05,06,08,15|nature=04,11|WAIT|Liquidação com cheque a compensar
  001|400|05,06,08,15|-|WAIT|Liquidação com natureza não reconhecida: confirme com o banco
  001|400|07|-|PART|Liquidação por conta
  001|400|44|-|REV|Título pago com cheque devolvido
  001|400|46|-|WAIT|Título pago com cheque, aguardando compensação
  001|400|09,10|nature=31|OTHER|Baixa: título liquidado anteriormente
  001|400|09,10|nature=20|OTHER|Baixa: debitado em conta
  001|400|09,10|nature=15|PROT|Baixa de título protestado
  001|400|16|-|INFO|Alteração de juros de mora
  001|400|21,22|-|INFO|Alteração de nome ou endereço do pagador
  001|400|24|-|INFO|Sustação de protesto
  001|400|25|-|INFO|Juros de mora dispensados
  001|400|28|-|INFO|Manutenção de título vencido
  001|400|72|-|INFO|Alteração do tipo de cobrança
  001|400|96,97,98|-|INFO|Despesas de protesto ou de sustação
  # BNB: 51 to 72 are the bank's own codes plus 50, refusals.
  004|400|06|-|FULL|Liquidação normal
  004|400|07|-|PART|Liquidação parcial
  004|400|08|-|FULL|Liquidação em cartório
  004|400|15|-|WOFF|Baixa automática, que não é pagamento
  004|400|51,52,53,54,55,56,57,58,59,60,61,62|-|REJ|Instrução rejeitada
  004|400|63,64,65,66,67,68,69,70,71,72|-|REJ|Instrução rejeitada
  # Banestes
  021|400|06,17|launch=40,49|WAIT|Pago com cheque: espere a compensação
  021|400|06,17|launch=81|REV|Título reativado: confirme com o banco
  021|400|06,17|reason=02|PART|Liquidação por conta
  021|400|06|-|FULL|Liquidação
  021|400|17|-|FULL|Liquidação após baixa ou de título não registrado
  021|400|25|-|PROT|Protestado e baixado
  021|400|26,99|-|REJ|Instrução rejeitada
  # Santander
  033|400|06,08,17|original>0|PART|Liquidação parcial, ou erro na remessa: confira com o banco
  033|400|01|-|REJ|Título não existe
  033|400|06|-|FULL|Liquidação
  033|400|07|-|PART|Liquidação por conta
  033|400|08|-|FULL|Liquidação por saldo
  033|400|15|-|INFO|Enviado a cartório
  033|400|16|-|OTHER|Título já baixado ou liquidado
  033|400|17|-|FULL|Liquidação em cartório
  033|400|21|-|INFO|Entrada em cartório
  033|400|22|-|INFO|Retirado de cartório
  033|400|24|-|INFO|Custas de cartório
  033|400|25,26|-|INFO|Instrução de protesto ou de sustação
  033|400|93|-|WAIT|Baixa operacional: espere a liquidação
  033|400|94|-|REV|Cancelamento de baixa operacional
  # Banrisul
  041|400|04,06,08,15|form=2|WAIT|Pago com cheque: espere a compensação
  041|400|04|-|FULL|Liquidação por edital
  041|400|06|-|FULL|Liquidação normal
  041|400|07|-|PART|Liquidação parcial
  041|400|08|-|FULL|Liquidação pelo saldo
  041|400|15|-|FULL|Pagamento em cartório
  041|400|25|-|OTHER|Devolução: título liquidado anteriormente
  041|400|30|-|WAIT|Liquidação em trânsito
  041|400|31|-|WAIT|Título em trânsito pago em cartório
  041|400|32,33,34|-|INFO|Reembolso
  041|400|40|-|PROT|Baixa de título protestado
  041|400|47|-|ENT|Entrada confirmada
  # BRB: 09 is a refusal here, and 00 the write-off.
  070|400|05,06,15,16|how=98|WAIT|Pago com cheque: espere a compensação
  070|400|00|-|WOFF|Baixa do boleto, que não é pagamento
  070|400|02|-|ENT|Entrada confirmada
  070|400|05,06|-|FULL|Liquidação
  070|400|09|-|REJ|Pagamento ou instrução rejeitada
  070|400|15,16|-|FULL|Liquidação após rejeição, em conta
  # Inter
  077|400|02|-|ENT|Em aberto
  077|400|03|-|REJ|Erro no título
  077|400|06|-|FULL|Pago
  077|400|07|-|WOFF|Baixado, o que não é pagamento
  # Credisan
  089|400|05,06,08,15|-|FULL|Liquidação
  089|400|07|-|PART|Liquidação parcial
  089|400|20|-|OTHER|Título liquidado por outra via: confirme com a cooperativa
  089|400|26|-|REJ|Instrução rejeitada
  # CrediSIS: nothing in common with other banks.
  097|400|01|-|ENT|Entrada confirmada
  097|400|02|-|FULL|Liquidação
  097|400|03,04|-|WOFF|Baixa do boleto, que não é pagamento
  097|400|05|-|OTHER|Descontado na cooperativa: o pagador ainda deve
  097|400|06,08|-|REJ|Entrada ou instrução rejeitada
  # Caixa
  104|400|21,22,35|form=2|WAIT|Pago com cheque: espere a compensação
  104|400|01|-|ENT|Entrada confirmada
  104|400|02|-|WOFF|Baixa confirmada, que não é pagamento
  104|400|03|-|INFO|Abatimento concedido
  104|400|04|-|INFO|Abatimento cancelado
  104|400|05|-|INFO|Vencimento alterado
  104|400|06|-|INFO|Uso da empresa alterado
  104|400|07|-|INFO|Prazo de protesto alterado
  104|400|08|-|INFO|Prazo de devolução alterado
  104|400|09|-|INFO|Alteração confirmada
  104|400|10|-|INFO|Alteração com reemissão de boleto confirmada
  104|400|11,12|-|INFO|Opção de protesto ou devolução alterada
  104|400|20|-|INFO|Título em carteira (em ser)
  104|400|21|-|FULL|Liquidação
  104|400|22|-|FULL|Liquidação em cartório
  104|400|23|-|WOFF|Baixa por devolução, que não é pagamento
  104|400|24|-|INFO|Baixa por franco de pagamento
  104|400|25|-|PROT|Baixa por protesto
  104|400|26|-|INFO|Título enviado a cartório
  104|400|27|-|INFO|Sustação de protesto
  104|400|28,29|-|INFO|Estorno de protesto ou de sustação
  104|400|30|-|INFO|Alteração de título
  104|400|31,32|-|INFO|Tarifa
  104|400|33,36|-|REV|Estorno de baixa ou liquidação
  104|400|34|-|INFO|Transferência de carteira
  104|400|35|-|FULL|Liquidação on-line
  104|400|99|-|REJ|Título rejeitado
  # Cresol: FEBRABAN's codes.
  133|400|06,17|-|FULL|Liquidação
  133|400|15|-|INFO|Franco de pagamento
  133|400|26|-|REJ|Instrução rejeitada
  133|400|44|-|REV|Pago com cheque devolvido ou estorno de liquidação
  133|400|50|-|WAIT|Pago com cheque pendente de compensação
  # Unicred
  136|400|01|-|FULL|Título protestado, pago em cartório
  136|400|02|origin=02,10,25|WOFF|Baixa do boleto, que não é pagamento
  136|400|02|-|ENT|Instrução confirmada
  136|400|03|-|REJ|Instrução rejeitada
  136|400|04,08|-|INFO|Título sustado judicialmente
  136|400|06|-|FULL|Liquidação
  136|400|07|-|WAIT|Liquidação condicional, com cheque do devedor em cartório
  136|400|09|-|FULL|Liquidação de título descontado
  136|400|10,11,12|-|INFO|Instrução de protesto
  # Fibra and the banks of the same supplier
  224|400|01|-|ENT|Entrada na câmara confirmada
  224|400|05,22|-|INFO|Alteração confirmada
  224|400|06|-|FULL|Liquidação normal
  224|400|08|-|FULL|Liquidação em cartório
  224|400|10|-|OTHER|Baixa por ter sido liquidado: o valor veio por outra via
  224|400|15,16|-|REJ|Baixa ou instrução rejeitada
  224|400|43|-|PROT|Baixa por ter sido protestado
  # Bradesco
  237|400|06,15,17|reason=15|WAIT|Pago com cheque: espere a compensação
  237|400|06|reason=18|PART|Pagamento parcial
  237|400|06,17|elsewhere=00|WAIT|Pago em outro banco: valor vinculado até a compensação
  237|400|06|-|FULL|Liquidação normal
  237|400|10|reason=14|PROT|Baixa por protesto, que não é pagamento
  237|400|15|-|FULL|Liquidação em cartório
  237|400|16|-|WAIT|Pago em cheque vinculado
  237|400|17|-|FULL|Liquidação após baixa ou de título não registrado
  237|400|22|-|REV|Pagamento cancelado
  237|400|40|-|REV|Estorno de pagamento
  237|400|55|-|INFO|Título sustado judicialmente
  237|400|73|-|NEG active|Negativação pelo banco confirmada
  237|400|74|-|NEG ended|Exclusão de negativação pelo banco confirmada
  # C6
  336|400|06|-|FULL|Liquidação
  336|400|07|-|FULL|Liquidação após baixa
  336|400|08|-|FULL|Liquidação em cartório
  336|400|15,16,17,90|-|REJ|Baixa, instrução ou alteração rejeitada
  336|400|32|-|PROT|Baixa por ter sido protestado
  336|400|65|-|WAIT|Pago com cheque: espere a compensação
  336|400|69|-|REV|Cheque devolvido
  336|400|72|-|WAIT|Baixa operacional: espere a liquidação
  336|400|74|-|REV|Cancelamento de baixa operacional
  336|400|75|-|PART|Pagamento parcial
  # Itaú: CC and LC are settlements with a cheque that has to clear.
  341|400|06,08|liquidation=CC,LC|WAIT|Pago com cheque: espere a compensação
  341|400|05|-|WOFF|Baixa do boleto, que não é pagamento
  341|400|06|-|FULL|Liquidação normal
  341|400|07|-|PART|Liquidação parcial
  341|400|08|-|FULL|Liquidação em cartório
  341|400|10|-|OTHER|Baixa por ter sido liquidado: o valor veio por outra via
  341|400|15,16,17,18,60|-|REJ|Baixa, instrução ou alteração rejeitada
  341|400|32|-|PROT|Baixa por ter sido protestado
  341|400|47|-|WOFF|Baixa com transferência para desconto
  341|400|59|-|OTHER|Baixa por crédito em conta corrente: confirme com o banco
  341|400|64,71,73|-|ENT|Entrada confirmada
  341|400|65|-|WAIT|Pago com cheque: espere a compensação
  341|400|69|-|REV|Cheque devolvido
  341|400|72|-|OTHER|Baixa por crédito sem título: confirme com o banco
  341|400|74,94|-|NEG|Negativação Expressa: instrução rejeitada ou confirmada
  341|400|77,78,82,83|-|NEG ended|Negativação Expressa do banco: excluída ou cancelada
  341|400|75,76,79,80,81|-|NEG active|Negativação Expressa: o banco negativa o título
  341|400|95|-|WAIT|Baixa operacional: espere a liquidação
  # HSBC
  399|400|06,15|-|FULL|Liquidação
  399|400|16,38|-|FULL|Liquidação em dinheiro
  399|400|07,33|-|PART|Liquidação parcial
  399|400|31,32,36,39|-|WAIT|Pago com cheque ou por compensação: espere o crédito
  399|400|37|-|PROT|Baixa por protesto
  399|400|18,22,23|-|NEG|Protesto ou negativação pelo banco
  # Safra
  422|400|06,15,41|means=01|WAIT|Pago com cheque: espere a compensação
  422|400|06|-|FULL|Liquidação normal
  422|400|15|-|FULL|Liquidação em cartório
  422|400|40|-|PROT|Baixa de título protestado
  422|400|41|-|FULL|Liquidação de título baixado
  422|400|56|-|NEG active|Negativação pelo banco aceita
  422|400|57|-|NEG ended|Negativação pelo banco excluída
  422|400|58|-|NEG|Instrução de não negativar aceita
  # Votorantim
  655|400|06,08|-|FULL|Liquidação
  655|400|07|-|PART|Liquidação parcial
  655|400|16|-|REJ|Instrução rejeitada
  655|400|32|-|PROT|Baixa por ter sido protestado
  655|400|33,34,35|-|INFO|Protesto
  # Citibank: 08 under 15 means the notary.
  745|400|06,17|reason=02,08|PART|Liquidação parcial
  745|400|15|reason=02|PART|Liquidação parcial
  745|400|06|-|FULL|Liquidação
  745|400|07|-|INFO|Desconto concedido
  745|400|10|reason=14|PROT|Baixa por protesto, que não é pagamento
  745|400|15|-|FULL|Liquidação em cartório
  745|400|17|-|FULL|Liquidação após baixa ou de título não registrado
  745|400|18|-|WOFF|Baixa por decurso de prazo, que não é pagamento
  745|400|21|-|NEG|Exclusão da negativação na Serasa pedida
  745|400|22,31|-|NEG active|Negativação na Serasa pelo banco
  745|400|26|-|REJ|Instrução rejeitada
  745|400|90|-|INFO|Registro na câmara
  # Sicredi
  748|400|06,15,17|reason=X0,X6,X7,X8,X9,XA,XB|WAIT|Pago com cheque: valor bloqueado
  748|400|06|-|FULL|Liquidação
  748|400|10|reason=14|PROT|Baixa por protesto, que não é pagamento
  748|400|15|-|FULL|Liquidação em cartório
  748|400|17|-|FULL|Liquidação após baixa
  748|400|29,35|-|INFO|Reclamação do pagador
  748|400|78|-|NEG active|Negativação pelo banco
  # Sicoob
  756|400|05|-|FULL|Liquidação sem registro
  756|400|06|-|FULL|Liquidação
  756|400|15|-|FULL|Liquidação em cartório
  756|400|48|-|INFO|Confirmação de instrução

  """
