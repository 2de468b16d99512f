package import Credit
package import JSONText
import Letters
import Refusals
import SQLDatabase
import Sealing

/// One notice of a day, as the posting list shows it.
package struct PostedNotice: Sendable {
  package let id: ID<Notice>
  package let record: ID<ListedRecord>
  package let reference: String
  package let debtor: RequestedDebtor
  package let evidence: NoticeEvidence

  package var json: JSON {
    .object([
      .init("id", .string(id.description)), .init("listingId", .string(record.description)),
      .init("reference", .string(reference)),
      .init("channel", .string(evidence.channel.rawValue)),
      .init("issuedAt", .string(evidence.issuedAt.description)),
      .init("trackingNumber", .optional(evidence.post?.trackingNumber)),
      .init("franchiseCode", .optional(evidence.post?.franchiseCode)),
      .init("lot", .optional(integer: evidence.post?.lot)),
      .init("postalCode", .string(debtor.letterAddress.postalCode)),
      .init("sha256", .optional(evidence.documentHash)),
      .init("returnCode", .optional(evidence.returnCode)),
      .init("returnedAt", .optional(evidence.returnedAt)),
    ])
  }
}

extension Register {
  /// Letters of one list as a file; a participant with more in one day takes the pages.
  static let postingListLimit = 20_000

  /// How many notices were issued on a day.
  package func countNotices(on day: CivilDate) async throws -> Int {
    try await database.read { transaction in
      try transaction.first(
        "SELECT COUNT(*) FROM notices WHERE issued_on = ?1", [column(day)]
      ) { Int(try $0.integer(0)) } ?? 0
    }
  }

  /// The notices of a day in the order in which they were issued.
  ///
  /// - Parameter participant: nil for those of everybody.
  package func notices(
    of participant: ID<Participant>?, issuedOn day: CivilDate, after id: Int64, limit: Int
  ) async throws -> [PostedNotice] {
    try await database.read { transaction in
      let whose = participant == nil ? "" : "participant_id = ?4 AND "
      let numbers = try transaction.query(
        """
        SELECT id, record_id FROM notices
        WHERE \(whose)issued_on = ?1 AND id > ?2 ORDER BY id LIMIT ?3
        """, [column(day), id, limit] + (participant.map { [$0.number] } ?? [])
      ) { (id: try $0.integer(0), record: try $0.integer(1)) }
      return try numbers.compactMap { number in
        guard let stored = try RecordRows.find(ID(number.record), transaction),
          let evidence = try transaction.first(
            NoticeEvidence.table.select + " WHERE id = ?1", [number.id],
            NoticeEvidence.init)
        else { return nil }
        return PostedNotice(
          id: ID(number.id), record: stored.record.id, reference: stored.record.reference,
          debtor: try debtor(of: stored), evidence: evidence)
      }
    }
  }

  /// All letters that went to the post on a day; e-mails are no part of a posting list.
  private func postedLetters(
    of participant: ID<Participant>?, on day: CivilDate
  ) async throws -> [PostedNotice] {
    let all = try await notices(
      of: participant, issuedOn: day, after: 0, limit: Self.postingListLimit + 1)
    guard all.count <= Self.postingListLimit else {
      throw Refusal.refused(
        code: "posting-list-too-long",
        "A lista passa de \(Self.postingListLimit) cartas; leia-a em páginas, em JSON.")
    }
    return all.filter { $0.evidence.channel != .email }
  }

  /// The posting list (lista de postagem) as CSV: UTF-8, semicolons, one line for each letter.
  package func postingListCSV(
    of participant: ID<Participant>?, on day: CivilDate
  ) async throws -> String {
    let letters = try await postedLetters(of: participant, on: day)
    let head =
      "lote;objeto;carta;cif;rastreamento;cep;destinatario;cidade;uf;canal;emissao;sha256;"
      + "devolucao;devolvida_em"
    let lines = letters.enumerated().map { index, letter in
      let evidence = letter.evidence
      return [
        evidence.post?.lot.map { String($0) } ?? "", String(index + 1), letter.id.description,
        evidence.post?.franchiseCode ?? "", evidence.post?.trackingNumber ?? "",
        letter.debtor.letterAddress.postalCode, letter.debtor.name, letter.debtor.city,
        letter.debtor.state, evidence.channel.rawValue, evidence.issuedOn.description,
        evidence.documentHash ?? "", evidence.returnCode ?? "",
        evidence.returnedAt?.description ?? "",
      ].map { Self.quoted($0) }.joined(separator: ";")
    }
    return ([head] + lines).map { $0 + "\r\n" }.joined()
  }

  /// The posting list as PDF, for the stamp of the post office.
  package func postingListPDF(
    of participant: ID<Participant>?, on day: CivilDate
  ) async throws -> [UInt8] {
    let letters = try await postedLetters(of: participant, on: day)
    let list = PostingList(
      sender: options.name, senderDocument: options.document,
      number: "\(day.description)/\(Int(day.daysSinceEpoch) % 100_000)", postedOn: day,
      issuedAt: day.at(hour: PostingCutOff.reference.hour),
      entries: letters.map { letter in
        PostingList.Entry(
          noticeNumber: letter.id.description,
          trackingNumber: letter.evidence.post?.trackingNumber,
          franchiseCode: letter.evidence.post?.franchiseCode,
          postalCode: letter.debtor.letterAddress.postalCode, addressee: letter.debtor.name,
          cityAndState: letter.debtor.city + "/" + letter.debtor.state)
      })
    return try await printer.printList(list)
  }

  /// A field that may hold anything (RFC 4180). A name that a spreadsheet would take for a formula
  /// is kept from being one.
  private static func quoted(_ text: String) -> String {
    let text = printable(text)
    let safe = text.first.map { "=+-@".contains($0) } == true ? "'" + text : text
    guard safe.contains(where: { $0 == ";" || $0 == "\"" }) else { return safe }
    return "\""
      + safe.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
