import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSONText
import Testing

@Suite("Input")
struct InputTests {
  private let server = SampleServer()

  /// Reads one value of every kind and answers pointer and code of the faults.
  private func faults(_ text: String) throws -> [String] {
    do {
      let address = Body { $0.required("a/b", .string()) }
      let body = Body<Void> { input in
        _ = input.optional("text", .string(length: 2...5))
        _ = input.optional("count", .integer(1...10))
        _ = input.optional("flag", .bool)
        _ = input.optional("amountCents", .cents())
        _ = input.optional("on", .date)
        _ = input.optional("at", .instant)
        _ = input.optional("id", .id(of: Person.self))
        _ = input.optional("stage", .oneOf(Stage.self))
        _ = input.optional("list", .array(of: .integer(0...9), count: 1...3))
        _ = input.optional("address", .object(address))
        _ = input.optional(
          "even",
          .parsed(placeholder: 0, code: "invalid-even", detail: "deve ser par.") { text in
            Int(text).flatMap { $0 % 2 == 0 ? $0 : nil }
          })
      }
      try body.value(of: try JSON.parse(text))
      return []
    } catch let problem as Problem {
      #expect(problem.status == .unprocessableContent)
      #expect(problem.code == "invalid-input")
      return problem.faults.map { "\($0.pointer) \($0.code)" }
    }
  }

  @Test(
    "each fault has its pointer and its code",
    arguments: [
      (#"{}"#, []),
      (#"{"text":null,"count":null}"#, []),
      (#"{"text":"abc","count":10,"flag":true,"amountCents":1,"on":"2024-02-29"}"#, []),
      (#"{"at":"2026-03-02T12:00:00Z","id":"per_0000000000001","stage":"lead"}"#, []),
      (#"{"list":[1,2,3],"address":{"a/b":"x"},"even":"4"}"#, []),
      (#"{"text":"a"}"#, ["/text too-short"]),
      (#"{"text":"abcdef"}"#, ["/text too-long"]),
      (#"{"text":"ab\u0000"}"#, ["/text invalid-character"]),
      (#"{"text":5}"#, ["/text wrong-type"]),
      (#"{"count":0}"#, ["/count out-of-range"]),
      (#"{"count":11}"#, ["/count out-of-range"]),
      (#"{"count":1.5}"#, ["/count wrong-type"]),
      (#"{"count":99999999999999999999}"#, ["/count wrong-type"]),
      (#"{"count":"1"}"#, ["/count wrong-type"]),
      (#"{"flag":"true"}"#, ["/flag wrong-type"]),
      (#"{"amountCents":0}"#, ["/amountCents out-of-range"]),
      (#"{"amountCents":-1}"#, ["/amountCents out-of-range"]),
      (#"{"amountCents":1000000000000}"#, ["/amountCents out-of-range"]),
      (#"{"on":"2026-02-29"}"#, ["/on invalid-date"]),
      (#"{"on":"29/02/2024"}"#, ["/on invalid-date"]),
      (#"{"at":"2026-03-02"}"#, ["/at invalid-instant"]),
      (#"{"id":"rec_0000000000001"}"#, ["/id invalid-id"]),
      (#"{"stage":"LEAD"}"#, ["/stage not-in-list"]),
      (#"{"list":[]}"#, ["/list too-few"]),
      (#"{"list":[1,2,3,4]}"#, ["/list too-many"]),
      (#"{"list":[1,"2",30]}"#, ["/list/1 wrong-type", "/list/2 out-of-range"]),
      (#"{"list":{}}"#, ["/list wrong-type"]),
      (#"{"address":{}}"#, ["/address/a~1b required"]),
      (#"{"address":{"a/b":"x","c~":1}}"#, ["/address/c~0 unknown-field"]),
      (#"{"address":"x"}"#, ["/address wrong-type"]),
      (#"{"even":"3"}"#, ["/even invalid-even"]),
      (#"{"Text":"abc"}"#, ["/Text unknown-field"]),
      (#"[]"#, [" wrong-type"]),
      (
        #"{"text":"a","count":0,"other":1,"on":"x"}"#,
        ["/text too-short", "/count out-of-range", "/on invalid-date", "/other unknown-field"]
      ),
    ] as [(String, [String])])
  func faultTable(text: String, expected: [String]) throws {
    #expect(try faults(text) == expected)
  }

  @Test("a fault names the field and says what to do")
  func sentence() throws {
    let address = Body { $0.required("state", .oneOf(Stage.self)) }
    let body = Body { $0.required("address", .object(address)) }
    #expect {
      try body.value(of: ["address": ["state": "XX"]])
    } throws: { error in
      (error as? Problem)?.detail
        == "O campo address.state deve ser um destes: lead, customer."
    }
  }

  @Test("a body describes what its reader asks for")
  func description() throws {
    let part = Body<Int>(named: "Part") { $0.optional("size", .integer(1...9)) ?? 0 }
    let body = Body(mayBeAbsent: true) { input in
      (
        input.required("name", .string(length: 1...20)),
        input.optional("stage", .oneOf(Stage.self)),
        input.patch("on", .date), input.patch("note", .text(length: 0...5), nullable: true),
        input.required("parts", .array(of: .object(part), count: 1...2))
      )
    }
    let expected = #"""
      {"type":"object","properties":{"name":{"type":"string","minLength":1,"maxLength":20},\#
      "stage":{"anyOf":[{"type":"string","enum":["lead","customer"]},{"type":"null"}]},\#
      "on":{"type":"string","format":"date"},\#
      "note":{"type":["string","null"],"minLength":0,"maxLength":5},\#
      "parts":{"type":"array","items":{"$ref":"#/components/schemas/Part"},"minItems":1,\#
      "maxItems":2}},"required":["name","parts"],"additionalProperties":false}
      """#
    #expect(body.schema.json.text == expected)
    #expect(
      body.schema.definitions.map(\.json.text) == [
        #"{"type":"object","properties":{"size":{"type":["integer","null"],"format":"int64","#
          + #""minimum":1,"maximum":9}},"additionalProperties":false}"#
      ])
  }

  @Test("a member that was not described is not read")
  func undescribed() throws {
    let body = Body { input in
      input.optional("kind", .string()) == nil ? nil : input.optional("more", .string())
    }
    #expect {
      try body.value(of: ["kind": "a", "more": "b"])
    } throws: { error in (error as? Problem)?.faults.map(\.code) == ["unknown-field"] }
  }

  @Test("the faults of a hostile input are bounded")
  func bounded() throws {
    let members = (0..<5_000).map { JSON.Member("f\($0)", 1) }
    let reader = try InputReader(.object(members))
    #expect {
      try reader.finish()
    } throws: { error in (error as? Problem)?.faults.count == 100 }
  }

  @Test("a PATCH tells absent, null and a value apart")
  func patch() throws {
    let reader = try InputReader(["b": nil, "c": "new", "d": nil])
    #expect(reader.patch("a", .string()).applied(to: "old") == "old")
    #expect(reader.patch("b", .string(), nullable: true).applied(to: "old") == nil)
    #expect(reader.patch("c", .string(), nullable: true).applied(to: "old") == "new")
    #expect(reader.isSound)
    #expect(reader.patch("d", .string()).applied(toRequired: "old") == "old")
    #expect {
      try reader.finish()
    } throws: { error in (error as? Problem)?.faults.map(\.pointer) == ["/d"] }
  }

  @Test(
    "a body that cannot be read is refused by what is wrong with it",
    arguments: [
      (#"{"name":}"#, "application/json", 400, "malformed-json"),
      (#"{"name":"a","name":"b"}"#, "application/json", 400, "duplicate-member"),
      ("", "application/json", 400, "malformed-json"),
      (#"{"name":"a"}"#, "text/plain", 415, "unsupported-media-type"),
      (#"{"name":"a"}"#, "application/json; charset=iso-8859-1", 415, "unsupported-media-type"),
      (#"{"name":"a"}"#, "application/JSON; charset=\"UTF-8\"", 201, ""),
      (#"{}"#, "application/json", 422, "invalid-input"),
      (#"{"name":"a","x":1}"#, "application/json", 422, "invalid-input"),
    ])
  func body(text: String, type: String, status: Int, code: String) async throws {
    try await server.test { (client) async throws -> Void in
      let response = try await client.call(
        .post, "/api/v1/people", json: text, headers: [.contentType: type])
      #expect(response.status.code == status)
      if status >= 400 { #expect(try response.json()["code"]?.string == code) }
    }
  }

  @Test("the offset of broken JSON is told")
  func offset() async throws {
    try await server.test { (client) async throws -> Void in
      let response = try await client.call(.post, "/api/v1/people", json: #"{"name":}"#)
      #expect(response.text.contains("posição 8 "))
    }
  }

  @Test("a body over the limit is 413, whether or not its length is announced")
  func tooLarge() async throws {
    try await server.test { (client) async throws -> Void in
      #expect(try await client.call(.post, "/small", json: "0123456789").text == "10")
      let response = try await client.call(.post, "/small", json: "01234567890")
      #expect(response.status == .contentTooLarge)
      #expect(try response.json()["code"] == "body-too-large")
    }
    let stream = AsyncStream<ByteBuffer> { continuation in
      for _ in 0..<4 { continuation.yield(ByteBuffer(string: "abc")) }
      continuation.finish()
    }
    let request = Request(
      head: .init(method: .post, scheme: nil, authority: nil, path: "/"),
      body: .init(asyncSequence: stream))
    await #expect(throws: Problem.tooLarge(limit: 11)) { try await request.bytes(limit: 11) }
  }

  @Test(
    "query parameters are read, and unknown and repeated ones refused",
    arguments: [
      ("", 200, []), ("?limit=1&stage=lead", 200, []), ("?stage=", 200, []),
      ("?limit=200", 200, []), ("?limit=201", 422, ["?limit out-of-range"]),
      ("?limit=0", 422, ["?limit out-of-range"]), ("?limit=x", 422, ["?limit wrong-type"]),
      ("?limit=1&limit=2", 422, ["?limit repeated"]), ("?Limit=1", 422, ["?Limit unknown-field"]),
      ("?stage=x&limit=x", 422, ["?stage not-in-list", "?limit wrong-type"]),
      ("?cursor=!!", 422, ["?cursor invalid-cursor"]),
      ("?cursor=e30", 422, ["?cursor invalid-cursor"]),
      ("?cursor=WyJ4Il0", 422, ["?cursor invalid-cursor"]), ("?stage=%zz", 400, []),
      ("?stage=%ff", 400, []), ("?st%61ge=lead", 200, []),
    ] as [(String, Int, [String])])
  func query(query: String, status: Int, faults: [String]) async throws {
    try await server.test { (client) async throws -> Void in
      let response = try await client.call(.get, "/api/v1/people\(query)")
      #expect(response.status.code == status)
      if status == 422 { #expect(try response.faults() == faults) }
    }
  }

  @Test("an operation without query parameters refuses any")
  func noQuery() async throws {
    try await server.test { (client) async throws -> Void in
      let response = try await client.call(.get, "/api/v1/people/per_0000000000001?expand=all")
      #expect(try response.faults() == ["?expand unknown-field"])
    }
  }

  @Test("pages follow one another without a gap and end")
  func paging() async throws {
    try await server.test { (client) async throws -> Void in
      var ids: [String] = []
      var cursor = ""
      var rounds = 0
      repeat {
        let query = "?limit=3" + (cursor.isEmpty ? "" : "&cursor=\(cursor)")
        let page = try await client.call(.get, "/api/v1/people\(query)").json()
        ids += (page["data"]?.elements ?? []).compactMap { $0["id"]?.string }
        cursor = page["nextCursor"]?.string ?? ""
        rounds += 1
      } while !cursor.isEmpty && rounds < 10
      #expect(rounds == 3)
      #expect(ids == (1...7).map { ID<Person>($0).description })
    }
  }

  @Test("a form may repeat a name")
  func form() async throws {
    try await server.test { (client) async throws -> Void in
      let type: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
      let response = try await client.call(
        .post, "/form", json: "a=1&b=x&a=2+%C3%A7&a", headers: type)
      #expect(response.text == "1|2 ç|")
      let broken = try await client.call(.post, "/form", json: "a=%4", headers: type)
      #expect(broken.status == .badRequest)
      #expect(try await client.call(.post, "/form", json: "a=1").status == .unsupportedMediaType)
    }
  }

  @Test(
    "a clock is moved by exactly one of three",
    arguments: [
      (#"{"days": 1}"#, "2026-11-25T15:30:00Z"),
      (#"{"businessDays": 5}"#, "2026-12-01T15:30:00Z"),
      (#"{"to": "2026-12-24T10:00:00Z"}"#, "2026-12-24T10:00:00Z"),
      // A day is its beginning in Brasília.
      (#"{"to": "2026-12-24"}"#, "2026-12-24T03:00:00Z"),
      (#"{}"#, "/days required"),
      (#"{"days": 1, "to": "2026-12-24"}"#, "/days required"),
      (#"{"days": 0}"#, "/days out-of-range"),
      (#"{"to": "amanhã"}"#, "/to invalid-instant"),
      (#"{"to": "2026-11-23"}"#, "/to out-of-range"),
    ])
  func clockTargets(body: String, expected: String) throws {
    let now = try #require(Instant(rfc3339: "2026-11-24T15:30:00Z"))
    do {
      let target = try ClockTarget.body.value(of: try JSON.parse(body)) {
        ClockTarget.target($0, from: now, $1)
      }
      #expect(target == Instant(rfc3339: expected))
    } catch let problem as Problem {
      #expect(problem.faults.map { "\($0.pointer) \($0.code)" } == [expected])
    }
  }
}
