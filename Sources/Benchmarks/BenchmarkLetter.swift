import Credit
import Fictitious
import Letters

/// A full notice letter of a fictitious person; every number gives another one.
enum BenchmarkLetter {
  private static let postedOn = BenchmarkOffice.today

  static func make(_ number: Int) throws -> NoticeLetter {
    let tracking = TrackingNumber(prefix: "AB", serial: number)
    let franchise = try FranchiseCode(
      regional: 36, contract: 12_345_678, lot: 20_780, object: number + 1, destination: .national,
      postedOn: postedOn)
    let notice = "ntc_" + padded(number, 13)
    guard let destination = PostalCode("01310100"), let origin = PostalCode("80010000") else {
      preconditionFailure("the sample's postal codes are wrong")
    }
    let matrix = LetterMatrix(
      destination: destination, destinationNumber: "\(number % 9_999)", returnTo: origin,
      returnNumber: "500", kind: .registeredFranchise, franchise: franchise,
      mainService: "82015", activityCode: "008291100", tracking: tracking, clientField: notice)
    return NoticeLetter(
      bureau: NoticeBureau(
        name: "Birô de Referência", document: "11222333000181", address: office,
        site: "https://biro.example", phone: "0800 000 0000", email: "atende@biro.example"),
      creditor: NoticeCreditor(
        name: "Conexão São João Telecomunicações Ltda.", document: FictitiousProvider.document,
        address: office, contact: "(43) 3000-0000, cobranca@conexao.example"),
      debtor: NoticeDebtor(
        name: "José d'Ávila Conceição \(number)",
        document: CPF.fictitious(number: UInt64(number)).bare,
        address: PostalAddress(
          street: "Rua Coração de Maria", number: "\(number)", complement: "apto. 12",
          district: "Água Verde", city: "São José do Rio Preto", state: "SP",
          postalCode: "01310100")),
      titles: [
        NoticeLetter.Title(
          number: "FAT-\(number)", contract: "CT-\(number)", nature: "Serviço de internet",
          dueOn: postedOn.adding(days: -90), amount: Cents(Int64(9_990 + number)))
      ],
      number: notice, issuedAt: postedOn.at(hour: 18), postedOn: postedOn,
      term: NoticeLetter.Term(
        days: 10, countsFrom: .posting, visibleFrom: postedOn.adding(days: 11),
        lawSentence: "Este prazo segue: CDC, art. 43, § 2º."),
      payment: NoticeLetter.Payment(
        slip: NoticeLetter.Payment.Slip(
          line: FictitiousCharge.slipLine, barcode: FictitiousCharge.slipBarcode),
        pixCode: FictitiousCharge.pixCode(padded(number, 16)), amount: Cents(Int64(9_990 + number)),
        untilOn: nil),
      access: NoticeLetter.ConsumerAccess(
        url: "https://biro.example/consumidor", oneTimeCode: padded(number, 12)),
      trackingNumber: tracking?.text, franchiseCode: franchise.text,
      dataMatrix: try matrix.content(),
      postalBars: destination.bars.map { $0 ? "1" : "0" }.joined())
  }

  private static let office = PostalAddress(
    street: "Rua das Palmeiras", number: "500", complement: "3º andar", district: "Centro",
    city: "Curitiba", state: "PR", postalCode: "80010000")
}
