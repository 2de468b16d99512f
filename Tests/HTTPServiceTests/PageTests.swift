import Credit
import HTTPTypes
import Hummingbird
import Markup
import Testing

@testable import HTTPService
@testable import Pages

/// Forms, cookies and files of pages.
@Suite struct PageTests {
  private struct Entry: Equatable {
    let name: String
    let amount: Cents
    let day: CivilDate?
    let isActive: Bool
    let kinds: [Stage]
  }

  private func read(_ text: String) throws -> Entry {
    try FormReader.read(try FormFields(parsing: text)) { reader in
      Entry(
        name: reader.required("name", "Nome", .string(length: 1...10)),
        amount: reader.required("amountCents", "Valor", .money()),
        day: reader.optional("dueOn", "Vencimento", .day), isActive: reader.flag("active"),
        kinds: reader.all("kind", "Etapa", .oneOf(Stage.self)))
    }
  }

  @Test func aFormIsReadAsPeopleWrite() throws {
    let entry = try read(
      "name=++Ana%0A&amountCents=R%24+1.234%2C56&dueOn=31%2F03%2F2026&active=true"
        + "&kind=lead&kind=customer&_token=x")
    #expect(
      entry
        == Entry(
          name: "Ana", amount: Cents(123_456), day: CivilDate(year: 2026, month: 3, day: 31),
          isActive: true, kinds: [.lead, .customer]))
    let iso = try read("name=Ana&amountCents=0,01&dueOn=2026-03-31")
    #expect(iso.day == entry.day)
    #expect(iso.amount == Cents(1))
    #expect(!iso.isActive)
  }

  @Test func allFaultsOfAFormStandAtTheirFieldsInItsWords() throws {
    let fields = try FormFields(
      parsing: "name=&amountCents=1,234.5&dueOn=2026-02-30&kind=boss&_token=secret")
    do {
      _ = try read("name=&amountCents=1,234.5&dueOn=2026-02-30&kind=boss")
      Issue.record("the form was taken")
    } catch let problem as Problem {
      let state = FormState(fields, problem)
      #expect(state.faults(of: "name") == ["Preencha este campo."])
      #expect(state.faults(of: "amountCents").first?.hasPrefix("Valor deve ser um valor") == true)
      #expect(state.faults(of: "dueOn").first?.hasPrefix("Vencimento deve ser") == true)
      #expect(state.faults(of: "kind").first?.hasPrefix("Etapa deve ser um destes") == true)
      // What was typed is kept; the token is not a value of the form.
      #expect(state.value("dueOn") == "2026-02-30")
      #expect(state.value("_token").isEmpty)
    }
  }

  @Test(arguments: [
    ("/dueOn", "dueOn"), ("/address/state", "address.state"), ("/receivableIds/3", "receivableIds"),
    ("?limit", "limit"), ("", ""),
  ])
  func pointersNameFields(_ pointer: String, _ field: String) {
    #expect(FormState.field(of: pointer) == field)
  }

  @Test func aRefusalWithoutFaultsIsOneOfTheForm() throws {
    let fields = try FormFields(parsing: "note=x")
    let state = FormState(fields, .conflict(code: "c", "Já foi decidida."))
    #expect(state.faults == [FormState.Fault(field: "", detail: "Já foi decidida.")])
    let form = Look.form(to: "/x", token: "t", state: state, shown: ["note"], "").text
    #expect(form.contains("role=\"alert\""))
    #expect(form.contains("Já foi decidida."))
  }

  @Test(arguments: [
    (["a", "b;c", "d\"e", "1\n2"], "a;\"b;c\";\"d\"\"e\";\"1\n2\"\r\n"),
    (["=1+1", "+55", "-12,50", "@x", "\tx"], "\"'=1+1\";+55;-12,50;\"'@x\";\"'\tx\"\r\n"),
    (["José", ""], "José;\r\n"),
  ])
  func linesOfCSVAreQuotedAndNeverFormulas(_ cells: [String], _ line: String) {
    #expect(String(decoding: CSVAnswer.line(cells), as: UTF8.self) == line)
  }

  @Test(arguments: [
    (["sec-fetch-site": "cross-site"], false), (["sec-fetch-site": "same-site"], false),
    (["sec-fetch-site": "same-origin"], true), (["sec-fetch-site": "none"], true),
    (["origin": "https://adimple.example"], true), (["origin": "https://mau.example"], false),
    (["origin": "null"], false), (["origin": "http://127.0.0.1:8080"], true), ([:], true),
    (["origin": "https://adimple.example", "sec-fetch-site": "cross-site"], false),
  ])
  func onlyOurPagesMaySendForms(_ headers: [String: String], _ isOurs: Bool) {
    var fields: HTTPFields = [:]
    for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
    let request = Request(
      head: HTTPRequest(
        method: .post, scheme: "http", authority: "127.0.0.1:8080", path: "/x",
        headerFields: fields), body: RequestBody(buffer: ByteBuffer()))
    do throws(Problem) {
      try SameOrigin.check(request, publicURL: "https://adimple.example")
      #expect(isOurs)
    } catch {
      #expect(!isOurs)
      #expect(error.status == .forbidden)
    }
  }

  @Test func cookiesAreOutOfReachOfScriptsAndOtherSites() {
    #expect(
      PageCookie("a", "b", seconds: 60).text(isSecure: true)
        == "__Host-a=b; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure")
    #expect(PageCookie.forget("a").text(isSecure: false).contains("Max-Age=0"))
  }

  @Test func assetsAreKeptForEverUnderTheNameOfTheirContent() {
    #expect(Set(Asset.all.map(\.path)).count == Asset.all.count)
    for asset in Asset.all {
      let name = asset.path.dropFirst(Asset.folder.count)
      #expect(name.split(separator: "-").last!.split(separator: ".").first!.utf8.count == 16)
    }
  }
}
