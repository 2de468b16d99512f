import Credit
import DebtCollection
import Fictitious
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestKit
import Work
import World

@testable import CreditorAPI
@testable import CreditorPages

extension TestSite {
  /// A name with everything that breaks pages: markup, quotes behind combining marks, right to
  /// left, and many letters.
  static let hostileName =
    "\"\u{301}><script>alert('x')</script> \u{5D0}olá & Cia " + String(repeating: "n", count: 90)

  /// A customer with his address.
  func customer(_ number: UInt64, name: String) async throws -> PersonRow {
    var change = PersonChange()
    change.stage = .customer
    change.document = CPF.fictitious(number: number).bare
    change.name = name
    change.birthDate = CivilDate(year: 1_980, month: 2, day: 1)
    change.address = AddressChange(PostalAddress(.customer))
    return try await office.people.createPerson(change)
  }

  func title(
    of person: ID<Person>, _ number: String, daysOverdue: Int, cents: Int64 = 12_990,
    bankNumber: String? = nil
  ) async throws -> ReceivableRow {
    var title = NewReceivable(
      person: person, number: number,
      dueOn: clock.now().civilDate.adding(days: -daysOverdue), amount: Cents(cents))
    title.bankNumber = bankNumber
    return try await office.receivables.createReceivable(title)
  }

  /// Works off what the pages started.
  func work() async throws {
    _ = try await ImportDuty(office: office).runDue()
    _ = try await CollectionRunDuty(office: office).runDue()
  }
}

extension Browser {
  /// Sends a form with a file, as a browser does.
  func upload(
    _ path: String, _ fields: [(String, String)], file: [UInt8], name: String = "arquivo.txt"
  ) async throws -> PageSeen {
    let body = MultipartBody.bytes(fields, file: file, name: name)
    let cookie = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let response = try await client.execute(
      uri: path, method: .post,
      headers: [
        .contentType: MultipartBody.contentType, .accept: "text/html",
        .cookie: cookie.joined(separator: "; "),
      ], body: ByteBuffer(bytes: body))
    return PageSeen(
      browser: self, path: path, status: response.status, headers: response.headers,
      text: String(buffer: response.body), bytes: Array(buffer: response.body))
  }
}

extension PageSeen {
  /// The main part of the page, one element a line, without tokens: for golden files.
  var golden: String {
    guard let start = text.range(of: "<main"), let end = text.range(of: "</main>") else {
      return text
    }
    var main = String(text[start.lowerBound..<end.lowerBound])
    if let token { main = main.replacing(token, with: "TOKEN") }
    return main.replacing("><", with: ">\n<") + "\n"
  }
}
