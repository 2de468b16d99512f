import Credit
import DebtCollection
import JSONText
import Letters
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// Boleto and Pix go with the listing, are checked by the bureau, and stand in the letter and on
/// the page of the person; where there is none, no text promises one.
@Suite struct PaymentOnTheLetterTests {
  private static func file(_ line: String) -> [UInt8] {
    Array(
      """
      codigo;cliente;contrato;filial;numero;nosso_numero;emissao;vencimento;valor;linha_digitavel
      T1;C1;;;DOC-1;;;10/07/2026;99,90;\(line)
      T2;C1;;;DOC-2;;;11/07/2026;139,90;\(line)

      """.utf8)
  }

  private static let people = """
    codigo;etapa;tipo;documento;nome;nascimento;email;telefone;cep;logradouro;numero;complemento;\
    bairro;cidade;uf;filial
    C1;cliente;fisica;529.982.247-25;Maria de Souza;01/05/1990;;;01310-100;Avenida Paulista;1000;;\
    Bela Vista;São Paulo;SP;

    """

  @Test(
    "the letter carries the code of the debt and the boleto that fits", arguments: [true, false])
  func letter(_ hasKey: Bool) async throws {
    try await Rehearsal.run(on: .sqlite, seed: 1) { rehearsal in
      let setting = try await rehearsal.setUp()
      var change = BranchChange()
      change.pixKey = .some(hasKey ? "Cobranca@Provedor.example" : nil)
      let branch = try await rehearsal.office.branches.updateBranch(setting.branch, change)
      #expect(branch.pixKey == (hasKey ? "cobranca@provedor.example" : nil))
      _ = try await rehearsal.importFile(.people, Array(Self.people.utf8))
      let line = hasKey ? "34191.09123 34567.890123 34567.000004 1 16390000009990" : ""
      let report = try await rehearsal.importFile(.receivables, Self.file(line))
      #expect(report.created == 2 && report.refused == 0, "\(report)")
      let titles = try await rehearsal.office.receivables.receivables(
        ReceivableFilter(), after: nil, limit: 9)
      let listings = try await rehearsal.office.listings.requestListings(
        of: titles.map(\.id), restrictionCode: "internet", actor: .commandLine)
      try await rehearsal.settle()
      try await rehearsal.advance(days: 2)
      for (title, listing) in zip(titles, listings) {
        let letter = try await Self.letter(of: listing, in: rehearsal)
        let words = NoticeLetterText(letter).plain
        guard hasKey else {
          #expect(letter.payment == nil)
          #expect(!words.contains("Pix") && !words.contains("como pagar, envia"), "\(words)")
          continue
        }
        let code = try PixCode(parsing: try #require(letter.payment?.pixCode))
        #expect(code.amount == title.amount)
        #expect(code.account == .key("cobranca@provedor.example", note: nil))
        #expect(code.transactionID == title.id.description.replacing("_", with: ""))
        // The boleto is of R$ 99,90: it goes with that title alone.
        #expect((letter.payment?.slip != nil) == (title.amount == Cents(9_990)))
        #expect(words.contains("como pagar"))
        #expect(
          try await rehearsal.office.receivables.titlePayment(of: title.id)?.means.pixCode != nil)
      }
    }
  }

  private static func letter(
    of listing: Listing, in rehearsal: Rehearsal
  ) async throws -> NoticeLetter {
    let register = rehearsal.bureau.register
    let participant = try #require(try await register.participants().first).id
    let known = try await rehearsal.office.listings.listing(listing.id).listing
    let record = try #require(
      known.state.record.flatMap { ID<ListedRecord>($0.reference) }, "\(known.state)")
    let notice = try #require(
      try await register.newestNotice(of: record, participant: participant))
    return try register.letter(of: notice, for: .person)
  }
}
