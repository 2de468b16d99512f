/// The occurrences of CNAB 240, from the FEBRABAN codes of movement (C044) and the banks' manuals
/// as `ReturnPlaces.source` names them. Newer editions of a manual are added here, not in code.
///
/// Columns: bank (`*` is FEBRABAN), layout, occurrences, condition, class with what it says about a
/// listing by the bank itself, and the words for people. The first row whose condition holds
/// counts, so rows with a condition stand before those without.
let settlementTableText240 = """
  # FEBRABAN
  *|240|02|-|ENT|Entrada confirmada
  *|240|03|-|REJ|Entrada rejeitada
  *|240|04|-|INFO|Transferência de carteira: entrada
  *|240|05|-|INFO|Transferência de carteira: baixa
  *|240|06,17|reason=30,36|WAIT|Pago com cheque: espere a compensação
  *|240|06,17|reason=02|PART|Liquidação por conta
  *|240|06|-|FULL|Liquidação
  *|240|07|-|INFO|Instrução de desconto confirmada
  *|240|08|-|INFO|Cancelamento de desconto confirmado
  *|240|09|-|WOFF|Baixa do boleto, que não é pagamento
  *|240|11|-|INFO|Título em carteira (em ser)
  *|240|12|-|INFO|Abatimento confirmado
  *|240|13|-|INFO|Cancelamento de abatimento confirmado
  *|240|14|-|INFO|Vencimento alterado
  *|240|15|-|INFO|Franco de pagamento
  *|240|17|-|FULL|Liquidação após baixa ou de título não registrado
  *|240|19|-|INFO|Instrução de protesto confirmada
  *|240|20|-|INFO|Sustação de protesto confirmada
  *|240|23|-|INFO|Remessa a cartório
  *|240|24|-|INFO|Retirada de cartório
  *|240|25|-|PROT|Protestado e baixado
  *|240|26|-|REJ|Instrução rejeitada
  *|240|27|-|INFO|Alteração de dados confirmada
  *|240|28|-|INFO|Débito de tarifas ou custas
  *|240|29|-|INFO|Ocorrência do pagador
  *|240|30|-|REJ|Alteração de dados rejeitada
  *|240|33,34,35,36,37,38,39,40,41,42,43|-|INFO|Alteração ou confirmação de dados do título
  *|240|44|-|REV|Pago com cheque devolvido ou estorno de liquidação
  *|240|45|-|INFO|Cheque compensado; a liquidação vem em linha própria
  *|240|46,47,48,49|-|INFO|Confirmação de instrução
  *|240|50|-|WAIT|Pago com cheque pendente de compensação
  *|240|51|-|INFO|Título DDA reconhecido pelo pagador
  *|240|52|-|INFO|Título DDA não reconhecido pelo pagador
  *|240|53|-|INFO|Título DDA recusado pela câmara
  *|240|54|-|NEG ended|Baixa de título negativado pelo banco, sem protesto
  *|240|55,56,57,58,59,60,61,64,65|-|INFO|Confirmação de instrução
  *|240|63|-|INFO|Título sustado judicialmente
  # Banco do Brasil
  001|240|06|-|FULL|Liquidação
  001|240|17|-|FULL|Liquidação após baixa ou de título não registrado
  001|240|44|-|REV|Título pago com cheque devolvido
  001|240|50|-|WAIT|Título pago com cheque pendente de compensação
  001|240|85|-|NEG active|Negativação pelo banco
  001|240|86|-|NEG ended|Exclusão de negativação pelo banco
  # Banestes
  021|240|06,17|reason=02|PART|Liquidação por conta
  021|240|06|-|FULL|Liquidação
  021|240|17|-|FULL|Liquidação após baixa ou de título não registrado
  # Santander: under a payment 09 is partial, elsewhere it is a write-off.
  033|240|06,17|reason=02,09|PART|Liquidação parcial
  033|240|06|-|FULL|Liquidação
  033|240|17|-|FULL|Liquidação após baixa ou de título não registrado
  033|240|93|-|WAIT|Baixa operacional: espere a liquidação
  033|240|94|-|REV|Cancelamento de baixa operacional
  # Banrisul
  041|240|09|reason=AA|OTHER|Baixa por pagamento: confirme com o banco
  041|240|06|-|FULL|Liquidação
  041|240|17|-|FULL|Liquidação após baixa ou de título não registrado
  041|240|AB|-|WAIT|Liquidação em trânsito
  041|240|AA|-|OTHER|Devolução: título liquidado anteriormente
  041|240|05|-|WOFF|Reembolso ou devolução de desconto
  # Ailos
  085|240|06,17,76,77|reason=30,36|WAIT|Pago com cheque: espere a compensação
  085|240|06,17,76,77|reason=02|PART|Liquidação por conta
  085|240|06|-|FULL|Liquidação
  085|240|17|-|FULL|Liquidação após baixa ou de título não registrado
  085|240|76,77|-|FULL|Liquidação de boleto emitido pela cooperativa
  085|240|89,91|-|REJ|Instrução rejeitada
  085|240|92,93|-|NEG active|Negativação na Serasa pela cooperativa
  085|240|94|-|NEG ended|Exclusão da negativação na Serasa
  085|240|98|-|INFO|Protesto sustado
  # CrediSIS
  097|240|02|-|ENT|Entrada confirmada
  097|240|03,67|-|REJ|Entrada ou instrução rejeitada
  097|240|06|-|FULL|Liquidação
  097|240|09|-|WOFF|Baixa do boleto, que não é pagamento
  097|240|14|-|INFO|Enviado a cartório
  097|240|65|-|OTHER|Descontado na cooperativa: o pagador ainda deve
  097|240|66|-|WOFF|Título cancelado
  # Caixa
  104|240|06,17,46|form=02|WAIT|Pago com cheque: espere a compensação
  104|240|02|-|ENT|Entrada confirmada
  104|240|03|-|REJ|Entrada rejeitada
  104|240|06|-|FULL|Liquidação
  104|240|09|-|WOFF|Baixa do boleto, que não é pagamento
  104|240|17|-|FULL|Liquidação após baixa ou de título não registrado
  104|240|25|-|PROT|Protestado e baixado
  104|240|26,30,39,40,41|-|REJ|Instrução ou alteração rejeitada
  104|240|28|-|INFO|Débito de tarifas ou custas
  104|240|44|-|REV|Estorno de baixa ou liquidação
  104|240|45|-|INFO|Alteração de dados
  104|240|46|-|FULL|Liquidação on-line
  104|240|47|-|REV|Estorno de liquidação on-line
  104|240|04,05,07,08,11,12,13,14,15,19,20,23,24,27,29|-|INFO|Confirmação de instrução
  # BTG: the rest is FEBRABAN's.
  208|240|06,17|reason=30,36|WAIT|Pago com cheque: espere a compensação
  208|240|06,17|reason=02|PART|Liquidação por conta
  208|240|06|-|FULL|Liquidação
  208|240|17|-|FULL|Liquidação após baixa ou de título não registrado
  208|240|44|-|REV|Pago com cheque devolvido ou estorno de liquidação
  208|240|50|-|WAIT|Pago com cheque pendente de compensação
  208|240|05|-|WOFF|Transferência de carteira: baixa
  # Unicred
  136|240|01|-|FULL|Título protestado, pago em cartório
  136|240|02|origin=02,10,25|WOFF|Baixa do boleto, que não é pagamento
  136|240|02|-|ENT|Instrução confirmada
  136|240|03|-|REJ|Instrução rejeitada
  136|240|06|-|FULL|Liquidação
  136|240|07|-|WAIT|Liquidação condicional, com cheque do devedor em cartório
  136|240|09|-|FULL|Liquidação de título descontado
  136|240|04,08|-|INFO|Título sustado judicialmente
  136|240|10,11,12|-|INFO|Instrução de protesto
  # Bradesco
  237|240|06|reason=18|PART|Pagamento parcial
  237|240|06|-|FULL|Liquidação
  237|240|17|-|FULL|Liquidação após baixa ou de título não registrado
  237|240|44|-|REV|Título pago com cheque devolvido
  237|240|45|-|FULL|Título pago com cheque compensado
  237|240|50|-|WAIT|Título pago com cheque pendente de compensação
  237|240|73|-|NEG active|Negativação pelo banco confirmada
  237|240|54|-|NEG ended|Baixa de título negativado pelo banco
  # Itaú: CC and LC are settlements with a cheque that has to clear.
  341|240|06,08|liquidation=CC,LC|WAIT|Pago com cheque: espere a compensação
  341|240|06|-|FULL|Liquidação normal
  341|240|08|-|FULL|Liquidação em cartório
  341|240|10|-|OTHER|Baixa por ter sido liquidado: o valor veio por outra via
  341|240|05,09,47|-|WOFF|Baixa do boleto, que não é pagamento
  341|240|32|-|PROT|Baixa por ter sido protestado
  341|240|15,16,17,18,60|-|REJ|Baixa, instrução ou alteração rejeitada
  341|240|69|-|REV|Cheque devolvido
  341|240|74|-|NEG|Negativação Expressa: instrução rejeitada
  341|240|77,78,82,83|-|NEG ended|Negativação Expressa do banco: excluída ou cancelada
  341|240|75,79,80|-|NEG active|Negativação Expressa: o banco negativa o título
  # Citibank
  745|240|06,17|reason=02,88|PART|Liquidação parcial
  745|240|06|-|FULL|Liquidação
  745|240|17|-|FULL|Liquidação após baixa ou de título não registrado
  745|240|21|-|NEG|Exclusão da negativação na Serasa pedida
  745|240|22,31|-|NEG active|Negativação na Serasa pelo banco
  # Sicredi
  748|240|06,17|reason=30,X0,X6,X7,X8,X9,XA,XB|WAIT|Pago com cheque: valor bloqueado
  748|240|06,17|reason=02|PART|Liquidação por conta
  748|240|06|-|FULL|Liquidação
  748|240|17|-|FULL|Liquidação após baixa ou de título não registrado
  748|240|36|-|REJ|Baixa rejeitada
  748|240|78,80,83|-|NEG active|Negativação pelo banco
  748|240|82,84|-|NEG ended|Negativação pelo banco excluída
  748|240|79,81,85|-|NEG|Negativação pelo banco: instrução ou rejeição
  # Sicoob
  756|240|06|-|FULL|Liquidação
  756|240|17|-|FULL|Liquidação após baixa ou de título não registrado
  756|240|44|-|REV|Título pago com cheque devolvido
  756|240|50|-|WAIT|Título pago com cheque pendente de compensação

  """
