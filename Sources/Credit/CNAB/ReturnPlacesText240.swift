/// Where the fields of a title stand in return files of 240 bytes. The places are FEBRABAN's (`*`);
/// a bank's row says what differs, which is above all how it puts its number together.
///
/// The form is that of `returnPlacesText400`. Paid, discount, rebate, interest and both dates of
/// the payment stand in segment U, all else in segment T.
let returnPlacesText240 = """
  240|*|T|T|assumed|FEBRABAN 8.6 e 10.6
    rule=open nn=38-57 doc=59-73 use=106-130 occ=16-17 due=74-81 face=82-96 bank=97-99
    fee=199-213 reasons=214-223/2 payerKind=133 payer=134-148 carteira=58 head=33-52
    interest=18-32 discount=33-47 rebate=48-62 paid=78-92 net=93-107 date=138-145 credit=146-153
  240|001|T|T|manual|BB CNAB240, jun/2019
    rule=brazil inner=7,6,4 nn=38-57 head=33-41
  240|003|T|T|programs|ACBr
    rule=open nn=38-53
  240|021|T|T|manual|Banestes layout_cobranca_cnab240
    noCredit nn=38-45 dv=46-47
  240|033|T|T|manual|Santander H7815 v2.9, abr/2018
    nn=41-52 dv=53 doc=55-69 due=70-77 face=78-92 bank=93-95 use=101-125 payerKind=128
    payer=129-143 fee=194-208 reasons=209-218/2 carteira=54 head=53-61
  240|041|T|T|manual|Banrisul 240_posicoes, out/2013
    nn=38-45 dv=46-47 doc=59-71
  240|085|T|T|manual|Ailos cobrança 240 v08, jan/2023
    rule=absent inner=8 nn=38-54
  240|097|T|T|manual|CrediSIS CNAB 240, abr/2017
    rule=absent inner=14 nn=38-57
  240|104|T|T|manual|Caixa 67.118 v010, jun/2018
    show=40-56 prefix=40-41 nn=42-56 dv=57 doc=59-69 channel=214-215 form=216-217
    float=218-219 head=59-64
  240|133|T|T|programs|laravel-boleto
    rule=open nn=38-57
  240|136|T|T|manual|Unicred CNAB 240 Retorno, ago/2020
    rule=last nn=39-57 reasons=214-221/2 origin=222-223 head=59-72
  240|208|T|T|manual|FEBRABAN 10.6, como o BTG o entrega
    rule=open inner=2,3 nn=38-57
  240|237|T|T|manual|Bradesco 240_posicoes v06
    prefix=38-40 nn=46-56 dv=57
  240|246|T|T|programs|ACBr
    rule=open nn=47-56
  240|341|T|N|manual|Itaú 240_posicoes, jan/2017
    prefix=38-40 nn=41-48 dv=49 doc=59-68 reasons=214-221/2 liquidation=222-223
  240|399|T|N|manual|HSBC cob240, 2013
    rule=last nn=38-48 paid=93-107
  240|745|T|T|manual|Citibank Febraban v1.8
    rule=last nn=38-49 doc=59-68 face=84-96 fee=201-213
  240|748|T|T|manual|Sicredi CNAB 240 v1.4, ago/2019
    rule=last nn=38-46
  240|756|T|T|manual|Sicoob Sistemas de Terceiro, fev/2017
    rule=last nn=38-47 parcel=48-49 modality=50-51
  """
