/// Where the fields of a title stand in return files of 400 bytes. There is no standard for them:
/// every row says all places of its bank, and where they are from.
///
/// A row begins with layout, bank, record ids, what the bank means by paid, who says so, and the
/// manual. Its fields follow: `reasons=378-385/2` are codes of two characters, `/flags` and `/text`
/// are none; `head` is the agreement in the header, `made` the day of the file where it does not
/// stand at 95.
let returnPlacesText400 = """
  400|001|7|T|manual|BB Doc2628CBR643Pos7, jan/2014
    rule=brazil inner=7 nn=64-80 doc=117-126 use=39-63 occ=109-110 date=111-116 due=147-152
    face=153-165 bank=166-168 fee=182-188 rebate=228-240 discount=241-253 paid=254-266
    interest=267-279 other=280-292 credit=176-181 carteira=107-108 agreement=32-38 nature=87-88
    head=150-156
  400|001|1|T|programs|ya-retorno-boleto, BoletoNet
    inner=6,4 nn=63-73 dv=74 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152
    face=153-165 bank=166-168 fee=182-188 rebate=228-240 discount=241-253 paid=254-266
    interest=267-279 other=280-292 credit=176-181 carteira=107-108 agreement=32-37 nature=81-82
    head=41-46
  400|004|1|T|manual|BNB CNAB400 v2.0, jul/2011
    noCredit nn=63-69 dv=70 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152
    face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266
    interest=267-279 reasons=280-394/flags head=27-40
  400|021|1|T|manual|Banestes layout_cobranca_cnab400
    noCredit nn=63-70 dv=71-72 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152
    face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266
    interest=267-279 other=280-292 reasons=319-328/2 launch=83-84 notary=293 head=27-37
  400|033|1|T|manual|Santander H7800 v2.17, abr/2018
    nn=63-69 dv=70 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152 face=153-165
    bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266 interest=267-279
    other=280-292 credit=296-301 reasons=137-145/3 original=135-136 payer=302-337 head=27-46
  400|041|1|V|manual|Banrisul 400_posicoes, jul/2015
    nn=63-70 dv=71-72 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152 face=153-165
    bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266 interest=267-279
    other=280-292 credit=296-301 reasons=383-392/2 form=343 channel=344 head=27-39
  400|070|1|T|manual|BRB Manual e Leiautes v077, mai/2017
    rule=brb nn=71-82 doc=93-105 use=46-70 occ=109-110 date=111-118 due=149-156 face=157-169
    bank=170-172 discount=245-257 paid=258-270 credit=119-126 reasons=365-394/text
    increment=25-27 how=127-128 deductions=271-283 additions=284-296 payment=300-307 head=27-46
    made=95-102
  400|077|1|T|manual|Inter manual-remessa v1.1, ago/2021
    nn=71-80 dv=81 doc=98-107 use=38-62 occ=90-91 date=92-97 due=119-124 face=125-137
    bank=138-140 paid=160-172 credit=173-178 reasons=241-380/text
  400|084|1|T|programs|BoletoNet
    codes=237 nn=71-81 dv=82 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152
    face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266
    interest=267-279 other=280-292 credit=296-301 reasons=319-328/2 head=27-46
  400|712|1|T|programs|laravel-boleto
    prefix=22-24 codes=237 nn=71-81 dv=82 doc=117-126 use=38-62 occ=109-110 date=111-116
    due=147-152 face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253
    paid=254-266 interest=267-279 other=280-292 credit=296-301 reasons=319-328/2 head=27-46
  400|089|1|T|programs|ACBr, 2025
    nn=63-73 dv=74 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152 face=153-165
    bank=166-168 fee=182-188 rebate=228-240 discount=241-253 paid=254-266 interest=267-279
    other=280-292 credit=176-181 reasons=81-82/2 parcel=75-76 carteira=107-108 head=27-46
  400|097|1|T|manual|CrediSIS CNAB 400 v1.1, jun/2017
    rule=absent inner=14 nn=57-76 doc=85-94 occ=77-78 date=79-84 due=147-152 face=153-165
    fee=166-175 discount=241-253 paid=254-266 interest=267-279 credit=176-181 head=27-40
  400|104|1|P|manual|Caixa 67.126 v015, abr/2020
    rule=absent show=57-73 prefix=57-58 nn=59-73 doc=117-126 use=32-56 occ=109-110 date=111-116
    due=147-152 face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253
    paid=254-266 interest=267-279 credit=294-299 reasons=80-82/3 carteira=107-108 channel=189-191
    form=192 float=193-194 fine=280-292 head=27-37
  400|133|1|T|manual|Cresol retorno CNAB 400, jun/2021
    prefix=22-24 nn=71-81 dv=82 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152
    face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266
    interest=267-279 other=280-292 credit=296-301 reasons=319-328/2 chequeBank=315-318 head=27-46
    headCredit=380-385
  400|136|1|T|manual|Unicred CNAB 400 Retorno, ago/2020
    rule=last nn=46-62 doc=280-305 occ=109-110 date=111-116 due=147-152 face=153-165 bank=166-168
    fee=182-188 rebate=228-240 discount=241-253 paid=254-266 interest=267-279 credit=176-181
    reasons=319-326/2 net=306-318 origin=327-328 head=108-121
  400|212|1|T|programs|ACBr
    prefix=83-85 codes=224 nn=63-72 dv=73 doc=38-62 use=117-126 occ=109-110 date=111-116
    due=147-152 face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253
    paid=254-266 interest=267-279 credit=386-391 reasons=378-383/2 carteira=83-85 head=27-46
  400|224|1|T|manual|Fibra CNAB400, ago/2021
    prefix=83-85 nn=63-72 dv=73 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152
    face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266
    interest=267-279 credit=386-391 reasons=378-385/2 carteira=83-85 head=27-46
  400|633|1|T|manual|Rendimento AUTK V2
    prefix=83-85 codes=224 nn=63-72 dv=73 doc=117-126 use=38-62 occ=109-110 date=111-116
    due=147-152 face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253
    paid=254-266 interest=267-279 credit=386-391 reasons=378-385/2 carteira=83-85 head=27-46
  400|643|1|T|programs|laravel-boleto, ACBr
    prefix=83-85 codes=224 nn=63-72 dv=73 doc=117-126 use=38-62 occ=109-110 date=111-116
    due=147-152 face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253
    paid=254-266 interest=267-279 credit=386-391 reasons=378-385/2 carteira=83-85 head=27-46
  400|435|1|T|programs|laravel-boleto
    prefix=83-85 codes=224 nn=63-72 dv=73 doc=117-126 use=38-62 occ=109-110 date=111-116
    due=147-152 face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253
    paid=254-266 interest=267-279 credit=386-391 reasons=378-385/2 carteira=83-85 head=27-46
  400|237|1|T|manual|Bradesco 400_posicoes v11
    prefix=22-24 nn=71-81 dv=82 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152
    face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266
    interest=267-279 other=280-292 credit=296-301 reasons=319-328/2 carteira=22-24
    channel=302-304 chequeBank=315-318 head=27-46
  400|336|1|P|manual|C6 Manual CNAB v2.2, abr/2019
    nn=63-73 dv=74 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152 face=153-165
    bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266 interest=267-279
    other=280-292 credit=296-301 reasons=378-393/4 carteira=107-108 wrong=366-377/3 head=39-50
    made=125-130
  400|341|1|N|manual|Itaú Cobrança 400, jul/2021
    prefix=83-85 nn=63-70 dv=94 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152
    face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266
    interest=267-279 other=280-292 credit=296-301 reasons=378-385/2 carteira=83-85
    liquidation=393-394 head=27-38 headCredit=114-119
  400|399|1|P|manual|HSBC cob400, mai/2014
    rule=last nn=63-73 noCredit doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152
    face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266
    interest=267-279 reasons=302-303/2 credInd=304 head=28-44 headCredit=120-125
  400|422|1|T|manual|Safra cobrança, dez/2016
    nn=63-70 dv=71 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152 face=153-165
    bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266 interest=267-279
    other=280-292 credit=296-301 reasons=105-107/3 doc15=377-391 means=323-324 head=27-40
  400|604|1|T|programs|ACBr
    prefix=83-85 codes=224 nn=63-72 dv=73 doc=117-126 use=38-62 occ=109-110 date=111-116
    due=147-152 face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253
    paid=254-266 interest=267-279 credit=386-391 reasons=378-383/2 carteira=83-85 head=27-46
  400|655|1|T|programs|ACBr
    rule=open nn=63-72 doc=117-126 use=38-62 occ=101-102 date=111-116 due=147-152 face=153-165
    bank=166-168 fee=176-188 rebate=228-240 discount=241-253 paid=254-266 interest=267-279
    other=280-292 credit=296-301 reasons=367-374/2 carteira=99-100 head=27-46
  400|707|1|T|programs|ACBr, laravel-boleto
    noCredit prefix=83-85 codes=224 nn=63-72 dv=73 doc=117-126 use=38-62 occ=109-110 date=111-116
    due=147-152 face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253
    paid=254-266 interest=267-279 reasons=378-385/2 carteira=83-85 head=27-46
  400|745|1|T|manual|Citibank CNAB400 v1.16
    rule=last nn=65-76 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152 face=153-165
    bank=166-168 rebate=228-240 discount=241-253 paid=254-266 interest=267-279 credit=296-301
    reasons=302-321/2 head=27-46
  400|748|1|T|manual|Sicredi CNAB 400 v1.4, ago/2019
    rule=last nn=48-62 doc=117-126 occ=109-110 date=111-116 due=147-152 face=153-165 fee=176-188
    rebate=228-240 discount=241-253 paid=254-266 interest=267-279 credit=329-336 yearFirst
    reasons=319-328/2 place=127-146 fine=280-292 head=27-45 made=95-102
  400|756|1|T|manual|Sicoob Sistemas de Terceiro, fev/2017
    nn=63-73 dv=74 doc=117-126 use=38-62 occ=109-110 date=111-116 due=147-152 face=153-165
    bank=166-168 fee=182-188 rebate=228-240 discount=241-253 paid=254-266 interest=267-279
    other=280-292 credit=176-181 reasons=81-82/2 parcel=75-76 carteira=107-108 head=27-46
  # The same banks in the frame of another, told apart by what stands in a line.
  400|756|1|T|manual|Sicoob no leiaute do Bradesco, planilha antiga
    codes=237 prefix=22-24 nn=71-81 dv=82 doc=117-126 use=38-62 occ=109-110 date=111-116
    due=147-152 face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253
    paid=254-266 interest=267-279 other=280-292 credit=296-301 reasons=319-328/2 carteira=22-24
    channel=302-304 chequeBank=315-318 head=27-46
  400|336|1|T|manual|C6 no leiaute do Bradesco, manual v2.2
    codes=237 prefix=22-24 nn=71-81 dv=82 doc=117-126 use=38-62 occ=109-110 date=111-116
    due=147-152 face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253
    paid=254-266 interest=267-279 other=280-292 credit=296-301 reasons=319-328/2 carteira=22-24
    channel=302-304 chequeBank=315-318 head=27-46
  400|336|1|N|manual|C6 no leiaute do Itaú, manual v2.2
    codes=341 prefix=83-85 nn=63-70 dv=94 doc=117-126 use=38-62 occ=109-110 date=111-116
    due=147-152 face=153-165 bank=166-168 fee=176-188 rebate=228-240 discount=241-253
    paid=254-266 interest=267-279 other=280-292 credit=296-301 reasons=378-385/2 carteira=83-85
    liquidation=393-394 head=27-38 headCredit=114-119
  """
