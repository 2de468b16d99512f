import Credit
import HTTPTypes
import JSONText
import Letters
import SQLDatabase
import Sealing
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// The letter and its proofs over the interface: posting numbers, the day's list, the kept bytes.
struct NoticeTests {
  @Test(arguments: TestDatabase.available)
  func aLetterHasTheNumbersOfThePost(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let ids = [
        try await bureau.list(SampleListing.body("r-1")),
        try await bureau.list(SampleListing.body("r-2", dueOn: "2026-08-11")),
      ]
      try await bureau.advance(to: "2026-11-23", hour: 18)
      var seen: Set<String> = []
      for (index, id) in ids.enumerated() {
        let proof = try #require(
          try await bureau.record(id)["noticeEvidence"]?.elements?.first)
        let tracking = try #require(proof["trackingNumber"]?.string)
        #expect(TrackingNumber(tracking) != nil, "\(tracking) has a wrong check digit")
        let code = try #require(proof["franchiseCode"]?.string)
        #expect(FranchiseCode(code) != nil)
        #expect(code.hasSuffix("231126"), "the day of posting stands at the end")
        #expect(code.dropFirst(15).prefix(11) == "0000000000\(index + 1)")
        #expect(proof["postedOn"] == "2026-11-23")
        #expect(proof["channel"] == "letter")
        seen.insert(tracking)
      }
      #expect(seen.count == 2)
    }
  }

  @Test(arguments: TestDatabase.available)
  func theLetterIsKeptByteForByte(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      let early = try await bureau.call(.get, "/v1/listings/\(id)/notice.pdf")
      #expect(early.status == .notFound)
      try await bureau.advance(to: "2026-11-23", hour: 18)
      let first = try await bureau.call(.get, "/v1/listings/\(id)/notice.pdf")
      #expect(first.status == .ok)
      let proof = try await bureau.record(id)["noticeEvidence"]?.elements?.first
      // What the creditor gets is its copy; what was posted has a hash of its own.
      #expect(proof?["copySha256"]?.string == Hexadecimal.encode(Digest.sha256(first.bytes)))
      #expect(proof?["sha256"]?.string != proof?["copySha256"]?.string)
      // What the letter is made of changes; what was posted does not.
      try await bureau.register.database.write { transaction in
        try transaction.execute("UPDATE records SET contract_number = 'outro'")
      }
      let again = try await bureau.call(.get, "/v1/listings/\(id)/notice.pdf")
      #expect(again.bytes == first.bytes)
      let large = try await bureau.call(.get, "/v1/listings/\(id)/notice.pdf?type=large")
      #expect(large.status == .ok)
      #expect(large.bytes.starts(with: Array("%PDF".utf8)) && large.bytes != first.bytes)
      let page = try await bureau.call(.get, "/v1/listings/\(id)/notice.html")
      #expect(page.headers[.contentType] == "text/html; charset=utf-8")
      #expect(String(decoding: page.bytes, as: UTF8.self).contains("Comunicado prévio"))
    }
  }

  @Test(arguments: TestDatabase.available)
  func theListOfTheDayIsForThePostOffice(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let odd = SampleListing.replacing(
        [("name", "=Sá; \"Filho\"")], in: try #require(SampleListing.body("r")["debtor"]))
      _ = try await bureau.list(SampleListing.body("r-1", changes: [("debtor", odd)]))
      let second = try await bureau.list(SampleListing.body("r-2", dueOn: "2026-08-11"))
      _ = try await bureau.list(
        try NoticeByMailTests.body("r-3", to: "ana@provedor.example", dueOn: "2026-08-12"))
      try await bureau.advance(to: "2026-11-23", hour: 18)
      _ = try await bureau.call(
        .post, "/v1/simulation/listings/\(second)/notice-return", ["code": "refused"])
      let list = try await bureau.call(.get, "/v1/notices?issuedOn=2026-11-23").json
      let notices = try #require(list["data"]?.elements)
      #expect(notices.map { $0["channel"]?.string } == ["letter", "letter", "email"])
      #expect(notices.map { $0["returnCode"] } == [.null, "refused", .null])

      let csv = try await bureau.call(.get, "/v1/notices?issuedOn=2026-11-23&format=csv")
      #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
      let lines = String(decoding: csv.bytes, as: UTF8.self)
        .split(separator: "\r\n").map(String.init)
      #expect(lines.count == 3, "the head and two letters; an e-mail is not posted")
      #expect(lines[1].contains(";\"'=Sá; \"\"Filho\"\"\";São Paulo;SP;letter;2026-11-23;"))
      #expect(lines[2].contains(";refused;2026-11-23T21:00:"))
      let tracking = try #require(notices[0]["trackingNumber"]?.string)
      #expect(lines[1].contains(";\(tracking);01310100;"))

      let pdf = try await bureau.call(.get, "/v1/notices?issuedOn=2026-11-23&format=pdf")
      #expect(pdf.headers[.contentType] == "application/pdf")
      #expect(pdf.bytes.starts(with: Array("%PDF".utf8)))
    }
  }
}

/// The notice by e-mail: sending and delivery are proven, or a letter takes its place and the
/// term begins again (STJ, Tema 1.315).
struct NoticeByMailTests {
  static func body(
    _ reference: String, to address: String, dueOn: String = "2026-08-10"
  ) throws -> JSON {
    let whole = SampleListing.body(reference, dueOn: dueOn, changes: [("noticeChannel", "email")])
    let debtor = SampleListing.replacing(
      [("email", .string(address))], in: try #require(whole["debtor"]))
    return SampleListing.replacing([("debtor", debtor)], in: whole)
  }

  static func types(_ id: String, _ bureau: BureauBench) async throws -> [String] {
    let events = try await bureau.call(.get, "/v1/listings/\(id)/events").json
    return (events["data"]?.elements ?? []).compactMap { $0["type"]?.string }
  }

  @Test(arguments: TestDatabase.available)
  func aDeliveredMailStartsTheTerm(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(try Self.body("r-1", to: "maria.souza@provedor.example"))
      try await bureau.advance(to: "2026-11-23", hour: 18)
      let record = try await bureau.record(id)
      #expect(record["visibleFrom"] == "2026-12-04")
      let proof = try #require(record["noticeEvidence"]?.elements?.first)
      #expect(proof["channel"] == "email")
      #expect(proof["recipient"] == "m***a@provedor.example")
      #expect(proof["deliveredAt"] == "2026-11-23T21:00:00Z")
      let hash = try #require(proof["messageSha256"]?.string)
      #expect(hash.utf8.count == 64)
      #expect(
        proof["serverReply"]?.string == "250 2.0.0 Ok: queued as \(hash.prefix(12).uppercased())")
      #expect(proof["trackingNumber"] == nil, "an e-mail has no number of the post")
      try await bureau.advance(to: "2026-12-04")
      #expect(try await bureau.state(id) == "visible")
    }
  }

  @Test(arguments: TestDatabase.available)
  func withoutProofALetterTakesItsPlace(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(try Self.body("r-1", to: "ana@semresposta.example"))
      try await bureau.advance(to: "2026-11-25", hour: 17, minute: 59, second: 59)
      let waiting = try await bureau.record(id)
      #expect(waiting["state"] == "noticePeriod")
      #expect(waiting["visibleFrom"] == .null)
      #expect(
        waiting["noticeEvidence"]?.elements?.first?["deliveryDueAt"] == "2026-11-25T21:00:00Z")
      try await bureau.advance(to: "2026-11-25", hour: 18)
      let posted = try await bureau.record(id)
      #expect(posted["noticeChannel"] == "letter")
      #expect(posted["noticeIssuedOn"] == "2026-11-25")
      #expect(posted["visibleFrom"] == "2026-12-06")
      let proofs = try #require(posted["noticeEvidence"]?.elements)
      #expect(proofs.map { $0["channel"]?.string } == ["email", "letter"])
      #expect(proofs[0]["deliveredAt"] == .null)
      #expect(
        try await Self.types(id, bureau) == [
          "listing.received", "listing.accepted", "notice.issued", "notice.channel_changed",
        ])
      try await bureau.advance(to: "2026-12-05", hour: 23, minute: 59, second: 59)
      #expect(try await bureau.state(id) == "noticePeriod")
      try await bureau.advance(to: "2026-12-06")
      #expect(try await bureau.state(id) == "visible")
    }
  }

  @Test(arguments: TestDatabase.available)
  func aMailThatComesBackProvesNothing(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let refused = try await bureau.list(try Self.body("r-1", to: "ana@devolve.example"))
      let late = try await bureau.list(
        try Self.body("r-2", to: "ana@provedor.example", dueOn: "2026-08-11"))
      try await bureau.advance(to: "2026-11-23", hour: 18)
      #expect(try await bureau.record(refused)["visibleFrom"] == .null)
      #expect(try await bureau.record(late)["visibleFrom"] == "2026-12-04")
      // A report of non-delivery may come days after the server took the message.
      try await bureau.advance(to: "2026-11-27", hour: 10)
      let bounced = try await bureau.call(
        .post, "/v1/simulation/listings/\(late)/notice-bounce", ["reply": "552 mailbox full"])
      #expect(bounced.status == .ok)
      #expect(try bounced.json["visibleFrom"] == .null)
      try await bureau.advance(to: "2026-11-27", hour: 18)
      let letter = try await bureau.record(late)
      #expect(letter["noticeIssuedOn"] == "2026-11-27")
      #expect(letter["visibleFrom"] == "2026-12-08")
      #expect(
        letter["noticeEvidence"]?.elements?.first?["serverReply"] == "552 mailbox full")
      #expect(try await bureau.record(refused)["noticeIssuedOn"] == "2026-11-24")
      let again = try await bureau.call(
        .post, "/v1/simulation/listings/\(late)/notice-bounce", [:])
      #expect(again.status == .conflict)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aLateDeliveryStartsTheTermOnItsDay(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(try Self.body("r-1", to: "ana@semresposta.example"))
      try await bureau.advance(to: "2026-11-24", hour: 9)
      let answer = try await bureau.call(
        .post, "/v1/simulation/listings/\(id)/notice-delivery", [:])
      #expect(answer.status == .ok)
      #expect(try answer.json["visibleFrom"] == "2026-12-05")
      try await bureau.advance(to: "2026-11-27", hour: 18)
      #expect(try await bureau.record(id)["noticeEvidence"]?.elements?.count == 1)
      #expect(
        try await Self.types(id, bureau).suffix(2) == ["notice.issued", "notice.delivered"])
    }
  }

  @Test(arguments: TestDatabase.available)
  func aClosedRecordSendsNoLetterAfterItsMail(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let paid = try await bureau.list(try Self.body("r-1", to: "ana@semresposta.example"))
      let hidden = try await bureau.list(
        try Self.body("r-2", to: "ana@semresposta.example", dueOn: "2026-08-11"))
      try await bureau.advance(to: "2026-11-24", hour: 9)
      _ = try await bureau.call(
        .post, "/v1/listings/\(paid)/removal", ["reason": "payment"])
      _ = try await bureau.call(.post, "/v1/simulation/listings/\(hidden)/suspension", [:])
      try await bureau.advance(to: "2026-11-27", hour: 10)
      _ = try await bureau.call(.post, "/v1/simulation/listings/\(hidden)/reinstatement", [:])
      #expect(try await bureau.record(paid)["noticeEvidence"]?.elements?.count == 1)
      #expect(try await bureau.record(hidden)["visibleFrom"] == .null)
      try await bureau.advance(to: "2026-11-27", hour: 18)
      #expect(try await bureau.record(hidden)["noticeIssuedOn"] == "2026-11-27")
    }
  }

  @Test func theMessageTellsNothingOutside() throws {
    let message = MailMessage(
      Self.letter, to: "ana@provedor.example\r\nBcc: x@y.example", messageID: "n@bureau.example")
    let text = String(decoding: message.bytes, as: UTF8.self)
    let head = try #require(text.firstRange(of: "\r\n\r\n")).lowerBound
    #expect(!text[..<head].lowercased().contains("\r\nbcc"))
    for word in ["debito", "divida", "inadimpl", "Maria"] {
      #expect(!text[..<head].contains(word))
    }
    #expect(text[..<head].split(separator: "\r\n").allSatisfy { $0.utf8.count < 200 })
    #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 998 })
    let body = text[head...].filter { !$0.isWhitespace }
    let page = String(decoding: try #require(Base64.decode(String(body))), as: UTF8.self)
    #expect(page.contains("Comunicado prévio"))
  }

  private static var letter: NoticeLetter {
    let day = BureauBench.start.civilDate
    let address = Letters.PostalAddress(
      street: "Rua A", number: "1", city: "São Paulo", state: "SP", postalCode: "01310100")
    return NoticeLetter(
      bureau: .init(
        name: "Birô", document: "11222333000181", address: address, site: "http://b", phone: "0",
        email: "a@bureau.example"),
      creditor: .init(
        name: "Provedor", document: "12ABC34501DE35", address: address, contact: "c"),
      debtor: .init(name: "Maria", document: "52998224725", address: address),
      titles: [
        .init(number: "r", contract: "c", nature: "Internet", dueOn: day, amount: Cents(100))
      ],
      number: "n-1", issuedAt: BureauBench.start, postedOn: nil,
      term: .init(days: 10, countsFrom: .delivery, visibleFrom: day, lawSentence: "Lei."),
      access: .init(url: "http://b", oneTimeCode: "K"))
  }
}
