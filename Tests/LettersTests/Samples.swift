import Credit
import Fictitious
import Letters

/// Fictitious letters. Documents and payment lines are valid and belong to nobody.
enum Samples {
  static let bureau = NoticeBureau(
    name: "Birô de Referência", document: "11222333000181",
    address: PostalAddress(
      street: "Rua das Palmeiras", number: "500", complement: "3º andar", district: "Centro",
      city: "Curitiba", state: "PR", postalCode: "80010000"),
    site: "https://biro.example", phone: "0800 000 0000", email: "consumidor@biro.example")

  static let creditor = NoticeCreditor(
    name: "Conexão São João Telecomunicações Ltda.", document: FictitiousProvider.document,
    address: PostalAddress(
      street: "Avenida Brasil", number: "1200", district: "Jardim Ação", city: "Londrina",
      state: "PR", postalCode: "86010000"),
    contact: "(43) 3000-0000, cobranca@conexao.example")

  static let debtor = NoticeDebtor(
    name: "José d'Ávila Conceição Gonçalves", document: "52998224725",
    address: PostalAddress(
      street: "Rua Coração de Maria", number: "45", complement: "apto. 12", district: "Água Verde",
      city: "São José do Rio Preto", state: "SP", postalCode: "01310100"))

  static let slipBarcode = FictitiousCharge.slipBarcode
  static let slipLine = FictitiousCharge.slipLine
  static let pixCode = FictitiousCharge.pixCode("b95c12729b90ca25")
  static let franchiseCode = "3612345678207800000000000130231126"
  /// 115 characters, the client's own field and the closing bar, as Credit composes them.
  static let dataMatrix: String = {
    let matrix = LetterMatrix(
      destination: PostalCode("01310100")!, destinationNumber: "45",
      returnTo: PostalCode("80010000")!, returnNumber: "500", kind: .registeredFranchise,
      franchise: FranchiseCode(franchiseCode)!, mainService: "82015", activityCode: "008291100",
      tracking: TrackingNumber("SZ460209415BR")!, clientField: "ntc_0000000000123")
    do {
      return try matrix.content()
    } catch {
      preconditionFailure("the sample's matrix has faults: \(error)")
    }
  }()
  static let postalBars = "11100000011001100001111000000111100011000010011"

  static func title(_ index: Int, updated: Bool = false) -> NoticeLetter.Title {
    NoticeLetter.Title(
      number: "FAT-2026-\(1_000 + index)", contract: "CT-00\(4_711)",
      nature: "Serviço de internet banda larga",
      dueOn: CivilDate(year: 2026, month: 8, day: 10)!.adding(days: 31 * (index % 3)),
      amount: Cents(Int64(9_990 + index)),
      updatedAmount: updated ? Cents(Int64(10_489 + index)) : nil)
  }

  static func letter(
    titles: Int = 1, updated: Bool = true, payment: NoticeLetter.Payment? = fullPayment,
    debtor: NoticeDebtor = debtor, tracking: String? = nil,
    countsFrom: NoticeLetter.Term.Start = .posting
  ) -> NoticeLetter {
    NoticeLetter(
      bureau: bureau, creditor: creditor, debtor: debtor,
      titles: (0..<titles).map { title($0, updated: updated) }, number: "2026.000.123-4",
      issuedAt: CivilDate(year: 2026, month: 11, day: 23)!.at(hour: 9),
      postedOn: CivilDate(year: 2026, month: 11, day: 24),
      term: NoticeLetter.Term(
        days: 10, countsFrom: countsFrom,
        presumedOn: countsFrom == .receipt ? CivilDate(year: 2026, month: 12, day: 1) : nil,
        visibleFrom: CivilDate(year: 2026, month: 12, day: countsFrom == .receipt ? 12 : 5)!,
        lawSentence: "Este comunicado atende ao art. 43, § 2º, do Código de Defesa do Consumidor "
          + "(Lei nº 8.078/1990) e à Súmula 359 do Superior Tribunal de Justiça."),
      payment: payment,
      access: NoticeLetter.ConsumerAccess(
        url: "https://biro.example/consumidor", oneTimeCode: "K7QF-2M9P-XH4T"),
      trackingNumber: tracking, franchiseCode: tracking.map { _ in franchiseCode },
      dataMatrix: dataMatrix, postalBars: postalBars)
  }

  static let fullPayment = NoticeLetter.Payment(
    slip: NoticeLetter.Payment.Slip(line: slipLine, barcode: slipBarcode), pixCode: pixCode,
    amount: Cents(10_489), untilOn: CivilDate(year: 2026, month: 12, day: 4))
}
