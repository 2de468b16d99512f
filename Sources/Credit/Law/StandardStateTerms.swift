extension StateTerms {
  /// The rules as far as they are known on 2026-11-23; to be looked through by a lawyer each year.
  /// Where only the year of a law is known its row begins with the year.
  package static let standard: StateTerms = {
    do {
      return try StateTerms(parsing: standardText)
    } catch {
      preconditionFailure("committed table of state terms: \(error)")
    }
  }()

  /// A line that ends in a backslash goes on in the next.
  private static let standardText = """
    id|uf|validFrom|validTo|status|confidence|minimumDaysOverdue|\
    noticeDays|appliedDays|businessDays|countsFrom|requiresReceipt|channels|correction|\
    removal|blocksDisputed|law|note
    BR-1990-1|BR|1990-09-11|          |inForce |high  |0 |  ||no|posting|no |letter email message|\
      5u||no|CDC, art. 43, §2º; STJ, Súmulas 359 e 404|Sem prazo em lei; o mercado usa 10 dias
    SP-2015-1|SP|2015-01-09|2022-03-16|struck  |high  |0 |20||no|posting|no |letter email message|\
      5u||no|Lei SP 15.659/2015, art. 2º, par. único|Prazo de tolerância: ADI 5224, inconstitucional
    SP-2015-2|SP|2015-01-09|          |inForce |medium|0 |  ||no|posting|no |letter email message|\
      2u||no|Lei SP 15.659/2015, red. Lei 16.624/2017|Sem AR; canal direto com o credor
    PR-2025-1|PR|2025-03-01|          |doubtful|high  |30|5 ||no|posting|no |letter email message|\
      5u||no|Lei PR 22.130/2024, art. 183|Digital: da entrega. Duvidosa após a ADI 5224
    RS-2024-1|RS|2024-07-09|          |inForce |high  |0 |  ||no|posting|no |letter email message|\
      5u||no|Lei RS 16.142/2024, arts. 1º a 3º|Basta a prova do envio; canal para contraprova
    MT-2015-1|MT|2015-01-01|2025-08-14|inForce |high  |0 |10||no|posting|no |letter email message|\
      5u||no|Lei MT 10.260/2015, red. Lei 10.272/2015|Sem AR; 10 dias da emissão da carta
    MT-2025-1|MT|2025-08-15|          |inForce |medium|0 |10||no|posting|no |letter email message|\
      5u|5u|no|Lei MT 10.260/2015, red. Lei 13.033/2025|Confirmar que os 10 dias subsistem
    MS-2009-1|MS|2009-01-01|          |inForce |high  |0 |10||no|receipt|no |letter email message|\
      5u||no|Lei MS 3.756/2009|10 dias do recebimento; a carta o declara
    GO-2001-1|GO|2001-01-01|          |inForce |medium|0 |10||no|posting|no |letter              |\
      5u||no|Lei GO 14.072/2001|Correio com prova do envio, ou em mãos
    AM-2016-1|AM|2016-01-01|          |doubtful|medium|0 |15||no|posting|yes|letter              |\
      5u||no|Lei Promulgada AM 339/2016|AR duvidoso após a ADI 5224
    DF-1993-1|DF|1993-01-01|          |doubtful|medium|0 |  ||no|posting|yes|letter              |\
      5u|2|no|Lei DF 514/1993|Carta em 3 dias úteis do pedido; baixa em 48 h
    RJ-2009-1|RJ|2009-01-01|          |doubtful|low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Lei RJ 5.383/2009|Texto integral por confirmar; AR desligado
    ES-2000-1|ES|2000-01-01|          |inForce |medium|0 |10||no|posting|no |letter email message|\
      5u||yes|Lei ES 6.225/2000|Credor avisa da ação em 2 dias úteis da citação
    AP-2000-1|AP|2000-01-01|          |doubtful|low   |0 |10||no|posting|no |letter email message|\
      5u||no|Lei do Amapá de número por confirmar|Presumida em vigor
    PB-2014-1|PB|2014-01-01|          |inForce |low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Lei PB 10.369/2014|Cadastro com dados locais
    BA-2000-1|BA|2000-01-01|          |practice|low   |0 |15||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|Prática da CDL Salvador
    SC-2000-1|SC|2000-01-01|          |practice|medium|0 |10||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|As CDLs contam 10 dias da postagem
    MG-2000-1|MG|2000-01-01|          |practice|medium|0 |10||no|posting|no |letter email message|\
      5u||no|Nenhuma lei de aviso conhecida|ADI 6668: dívida de água pode ser negativada
    PE-2019-1|PE|2019-01-01|          |practice|low   |0 |10||no|posting|no |letter email message|\
      5u||no|Lei PE 16.559/2019, sem regra confirmada|
    AC-2000-1|AC|2000-01-01|          |practice|low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|
    AL-2000-1|AL|2000-01-01|          |practice|low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|
    CE-2000-1|CE|2000-01-01|          |practice|low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|
    MA-2000-1|MA|2000-01-01|          |practice|low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|
    PA-2000-1|PA|2000-01-01|          |practice|low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|
    PI-2000-1|PI|2000-01-01|          |practice|low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|
    RN-2000-1|RN|2000-01-01|          |practice|low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|
    RO-2000-1|RO|2000-01-01|          |practice|low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|
    RR-2000-1|RR|2000-01-01|          |practice|low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|
    SE-2000-1|SE|2000-01-01|          |practice|low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|
    TO-2000-1|TO|2000-01-01|          |practice|low   |0 |  ||no|posting|no |letter email message|\
      5u||no|Nenhuma lei conhecida|
    """
}
