/// The rows of `SettlementTable`, from the banks' manuals of 2014 to 2017 and the FEBRABAN codes
/// of movement (C044). Newer editions of a manual are added here, not in code.
///
/// Columns: bank (`*` is the FEBRABAN default), layout, occurrences, condition, kind with what it
/// says about a listing by the bank itself, and the words for people. The first row whose
/// condition holds counts, so rows with a condition stand before those without.
let settlementTableText = """
  # FEBRABAN 240
  *|240|02|-|notPayment|Entrada confirmada
  *|240|03|-|rejected|Entrada rejeitada
  *|240|04|-|notPayment|Transferência de carteira: entrada
  *|240|05|-|notPayment|Transferência de carteira: baixa
  *|240|06|-|full|Liquidação
  *|240|07|-|notPayment|Instrução de desconto confirmada
  *|240|08|-|notPayment|Cancelamento de desconto confirmado
  *|240|09|-|notPayment|Baixa do boleto, que não é pagamento
  *|240|11|-|notPayment|Título em carteira (em ser)
  *|240|12|-|notPayment|Abatimento confirmado
  *|240|13|-|notPayment|Cancelamento de abatimento confirmado
  *|240|14|-|notPayment|Vencimento alterado
  *|240|15|-|notPayment|Franco de pagamento
  *|240|17|-|full|Liquidação após baixa ou de título não registrado
  *|240|19|-|notPayment|Instrução de protesto confirmada
  *|240|20|-|notPayment|Sustação de protesto confirmada
  *|240|23|-|notPayment|Remessa a cartório
  *|240|24|-|notPayment|Retirada de cartório
  *|240|25|-|notPayment|Protestado e baixado
  *|240|26|-|rejected|Instrução rejeitada
  *|240|27|-|notPayment|Alteração de dados confirmada
  *|240|28|-|notPayment|Débito de tarifas ou custas
  *|240|29|-|notPayment|Ocorrência do pagador
  *|240|30|-|rejected|Alteração de dados rejeitada
  *|240|44|-|reversal|Pago com cheque devolvido ou estorno de liquidação
  *|240|45,46|-|waiting|Pago com cheque: confirme a compensação com o banco
  *|240|50|-|waiting|Pago com cheque pendente de compensação
  *|240|51|-|notPayment|Título DDA reconhecido pelo pagador
  *|240|52|-|notPayment|Título DDA não reconhecido pelo pagador
  *|240|53|-|rejected|Título DDA recusado pela câmara
  # The layout of 400 has no standard of its own; these are the codes that most banks share.
  *|400|02|-|notPayment|Entrada confirmada
  *|400|03|-|rejected|Entrada rejeitada
  *|400|06|-|full|Liquidação
  *|400|07|-|waiting|Liquidação por conta ou parcial: confirme com o banco
  *|400|08,15|-|waiting|Liquidação por saldo ou em cartório: confirme com o banco
  *|400|09|-|notPayment|Baixa do boleto, que não é pagamento
  *|400|10|-|notPayment|Baixa conforme instrução, que não é pagamento
  *|400|11|-|notPayment|Título em carteira (em ser)
  *|400|12|-|notPayment|Abatimento concedido
  *|400|13|-|notPayment|Abatimento cancelado
  *|400|14|-|notPayment|Vencimento alterado
  *|400|17|-|full|Liquidação após baixa ou de título não registrado
  *|400|19|-|notPayment|Instrução de protesto confirmada
  *|400|20|-|notPayment|Sustação de protesto confirmada
  *|400|23|-|notPayment|Encaminhado a cartório
  *|400|24|-|rejected|Entrada rejeitada por CEP irregular
  *|400|27|-|rejected|Baixa rejeitada
  *|400|28|-|notPayment|Débito de tarifas ou custas
  *|400|30|-|rejected|Alteração de dados rejeitada
  *|400|32|-|rejected|Instrução rejeitada
  # Banco do Brasil
  001|240|06|-|full|Liquidação
  001|240|17|-|full|Liquidação após baixa ou de título não registrado
  001|240|44|-|reversal|Título pago com cheque devolvido
  001|240|50|-|waiting|Título pago com cheque pendente de compensação
  001|400|05,06,08,15|nature=01,03,05,07,09|full|Liquidação
  001|400|05,06,08,15|nature=02|partial|Liquidação parcial
  001|400|05,06,08,15|nature=10|partial|Liquidação parcial com cheque a compensar
  001|400|05,06,08,15|nature=04,11|waiting|Liquidação com cheque a compensar
  001|400|05,06,08,15|-|waiting|Liquidação com natureza não reconhecida: confirme com o banco
  001|400|07|-|partial|Liquidação por conta
  001|400|44|-|reversal|Título pago com cheque devolvido
  001|400|46|-|waiting|Título pago com cheque, aguardando compensação
  001|400|16|-|notPayment|Alteração de juros de mora
  001|400|21,22|-|notPayment|Alteração de nome ou endereço do pagador
  001|400|24|-|notPayment|Sustação de protesto
  001|400|25|-|notPayment|Juros de mora dispensados
  001|400|28|-|notPayment|Manutenção de título vencido
  001|400|72|-|notPayment|Alteração do tipo de cobrança
  001|400|96,97,98|-|notPayment|Despesas de protesto ou de sustação
  # Caixa
  104|240|06,17,46|second=02|waiting|Pago com cheque: espere a compensação
  104|240|06|-|full|Liquidação
  104|240|17|-|full|Liquidação após baixa ou de título não registrado
  104|240|44|-|reversal|Estorno de baixa ou liquidação
  104|240|46|-|full|Liquidação on-line
  104|240|47|-|reversal|Estorno de liquidação on-line
  104|240|45|-|notPayment|Alteração de dados
  104|400|01|-|notPayment|Entrada confirmada
  104|400|02|-|notPayment|Baixa confirmada, que não é pagamento
  104|400|03|-|notPayment|Abatimento concedido
  104|400|04|-|notPayment|Abatimento cancelado
  104|400|05|-|notPayment|Vencimento alterado
  104|400|06|-|notPayment|Uso da empresa alterado
  104|400|07|-|notPayment|Prazo de protesto alterado
  104|400|08|-|notPayment|Prazo de devolução alterado
  104|400|09|-|notPayment|Alteração confirmada
  104|400|10|-|notPayment|Alteração com reemissão de boleto confirmada
  104|400|11,12|-|notPayment|Opção de protesto ou devolução alterada
  104|400|20|-|notPayment|Título em carteira (em ser)
  104|400|21|-|full|Liquidação
  104|400|22|-|full|Liquidação em cartório
  104|400|23|-|notPayment|Baixa por devolução, que não é pagamento
  104|400|24|-|notPayment|Baixa por franco de pagamento
  104|400|25|-|notPayment|Baixa por protesto
  104|400|26|-|notPayment|Título enviado a cartório
  104|400|27|-|notPayment|Sustação de protesto
  104|400|28,29|-|notPayment|Estorno de protesto ou de sustação
  104|400|30|-|notPayment|Alteração de título
  104|400|31,32|-|notPayment|Tarifa
  104|400|33|-|reversal|Estorno de baixa ou liquidação
  104|400|34,35|-|notPayment|Transferência de carteira
  104|400|99|-|rejected|Título rejeitado
  # Sicoob
  756|240|06|-|full|Liquidação
  756|240|17|-|full|Liquidação após baixa ou de título não registrado
  756|240|44|-|reversal|Título pago com cheque devolvido
  756|240|50|-|waiting|Título pago com cheque pendente de compensação
  756|400|05|-|full|Liquidação sem registro
  756|400|06|-|full|Liquidação
  756|400|15|-|full|Liquidação em cartório
  # Sicredi
  748|240|06,17|reason=X0,X6,X7,X8,X9,XA,XB|waiting|Pago com cheque: valor bloqueado
  748|240|06|-|full|Liquidação
  748|240|17|-|full|Liquidação após baixa ou de título não registrado
  748|400|06,15,17|reason=X0,X6,X7,X8,X9,XA,XB|waiting|Pago com cheque: valor bloqueado
  748|400|06|-|full|Liquidação
  748|400|15|-|full|Liquidação em cartório
  748|400|17|-|full|Liquidação após baixa
  # Itaú: CC and LC are settlements with a cheque that has to clear.
  341|240|06,08,10|code=CC,LC|waiting|Pago com cheque: espere a compensação
  341|240|06|-|full|Liquidação normal
  341|240|08|-|full|Liquidação em cartório
  341|240|10|-|full|Liquidação após baixa ou de título não registrado
  341|240|15,16,17,18|-|rejected|Baixa, instrução ou alteração rejeitada
  341|240|69|-|reversal|Cheque devolvido
  341|240|74|-|rejected|Negativação Expressa: instrução rejeitada
  341|240|77,78,82,83|-|notPayment ended|Negativação Expressa do banco: excluída ou cancelada
  341|240|75,76,79,80,81|-|notPayment active|Negativação Expressa: o banco negativa o título
  341|400|06,08,10,59|code=CC,LC|waiting|Pago com cheque: espere a compensação
  341|400|06|-|full|Liquidação normal
  341|400|07|-|partial|Liquidação parcial
  341|400|08|-|full|Liquidação em cartório
  341|400|10|-|full|Liquidação após baixa ou de título não registrado
  341|400|15,16,17,18|-|rejected|Baixa, instrução ou alteração rejeitada
  341|400|47|-|notPayment|Baixa com transferência para desconto
  341|400|59|-|full|Baixa por crédito em conta corrente
  341|400|69|-|reversal|Cheque devolvido
  341|400|72|-|notPayment|Baixa sem pagamento
  341|400|74|-|rejected|Negativação Expressa: instrução rejeitada
  341|400|77,78,82,83|-|notPayment ended|Negativação Expressa do banco: excluída ou cancelada
  341|400|75,76,79,80,81|-|notPayment active|Negativação Expressa: o banco negativa o título
  # Santander
  033|240|06|-|full|Liquidação
  033|240|17|-|full|Liquidação após baixa ou de título não registrado
  033|400|01|-|rejected|Título não existe
  033|400|06|-|full|Liquidação
  033|400|07|-|partial|Liquidação por conta
  033|400|08|-|full|Liquidação por saldo
  033|400|15|-|notPayment|Enviado a cartório
  033|400|16|-|notPayment|Título já baixado ou liquidado (informação)
  033|400|17|-|full|Liquidação em cartório
  033|400|21|-|notPayment|Entrada em cartório
  033|400|22|-|notPayment|Retirado de cartório
  033|400|24|-|notPayment|Custas de cartório
  033|400|25,26|-|notPayment|Instrução de protesto ou de sustação
  # Bradesco
  237|240|06|-|full|Liquidação
  237|240|17|-|full|Liquidação após baixa ou de título não registrado
  237|240|44|-|reversal|Título pago com cheque devolvido
  237|240|45|-|full|Título pago com cheque compensado
  237|240|50|-|waiting|Título pago com cheque pendente de compensação
  237|400|06,15,17|reason=15|waiting|Pago com cheque: espere a compensação
  237|400|06|-|full|Liquidação normal
  237|400|15|-|full|Liquidação em cartório
  237|400|16|-|waiting|Pago em cheque vinculado
  237|400|17|-|full|Liquidação após baixa ou de título não registrado
  237|400|22|-|reversal|Pagamento cancelado
  237|400|40|-|reversal|Estorno de pagamento
  # Inter
  077|400|02|-|notPayment|Em aberto
  077|400|03|-|rejected|Erro no título
  077|400|06|-|full|Pago
  077|400|07|-|notPayment|Baixado, o que não é pagamento
  # Safra
  422|400|06|-|full|Liquidação normal
  422|400|15|-|full|Liquidação em cartório
  422|400|40|-|notPayment|Baixa de título protestado
  422|400|41|-|full|Liquidação de título baixado
  422|400|56|-|notPayment active|Negativação pelo banco aceita
  422|400|57|-|notPayment ended|Negativação pelo banco excluída
  422|400|58|-|notPayment|Instrução de não negativar aceita
  # Banrisul
  041|240|06|-|full|Liquidação
  041|240|17|-|full|Liquidação após baixa ou de título não registrado
  041|400|04|-|full|Liquidação por edital
  041|400|06|-|full|Liquidação normal
  041|400|07|-|partial|Liquidação parcial
  041|400|08|-|full|Liquidação pelo saldo
  041|400|15|-|waiting|Pagamento em cartório: confirme o crédito com o banco
  041|400|25|-|notPayment|Devolução: título liquidado anteriormente
  041|400|30|-|waiting|Liquidação em trânsito
  041|400|31|-|waiting|Título em trânsito pago em cartório
  041|400|32,33,34|-|notPayment|Reembolso
  041|400|40|-|notPayment|Baixa de título protestado
  # Ailos, Cresol, BTG
  085|240|06|-|full|Liquidação
  085|240|17|-|full|Liquidação após baixa ou de título não registrado
  133|240|06|-|full|Liquidação
  133|240|17|-|full|Liquidação após baixa ou de título não registrado
  208|240|06|-|full|Liquidação
  208|240|17|-|full|Liquidação após baixa ou de título não registrado

  """
