import HTTPTypes
import JSONText
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import Testing

@testable import HTTPService

/// HTTP as clients do it: what the standards let them write is understood.
@Suite("HTTP as clients do it") struct ClientHabitTests {
  private static func channel() throws -> EmbeddedChannel {
    let channel = EmbeddedChannel()
    try channel.pipeline.syncOperations.addHandlers([
      HTTP1ToHTTPServerCodec(secure: false), ContinueHandler(),
    ])
    return channel
  }

  private static func head(
    _ headers: [(String, String)], method: NIOHTTP1.HTTPMethod = .POST
  ) -> HTTPServerRequestPart {
    .head(
      HTTPRequestHead(
        version: .http1_1, method: method, uri: "/x", headers: HTTPHeaders(headers)))
  }

  private static func status(_ channel: EmbeddedChannel) throws -> UInt? {
    guard case .head(let head) = try channel.readOutbound(as: HTTPServerResponsePart.self) else {
      return nil
    }
    return head.status.code
  }

  @Test func whoAsksIsToldToGoOn() throws {
    let channel = try Self.channel()
    try channel.writeInbound(Self.head([("Host", "a"), ("Expect", "100-Continue")]))
    #expect(try Self.status(channel) == 100)
    try channel.writeInbound(HTTPServerRequestPart.end(nil))
    #expect(try Self.status(channel) == nil)
  }

  @Test func whoDoesNotAskIsNot() throws {
    let channel = try Self.channel()
    try channel.writeInbound(Self.head([("Host", "a")]))
    #expect(try Self.status(channel) == nil)
  }

  @Test func theWordComesBehindTheAnswerBefore() throws {
    let channel = try Self.channel()
    try channel.writeInbound(Self.head([("Host", "a")], method: .GET))
    try channel.writeInbound(HTTPServerRequestPart.end(nil))
    try channel.writeInbound(Self.head([("Host", "a"), ("Expect", "100-continue")]))
    try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
    #expect(try Self.status(channel) == 200)
    #expect(try Self.status(channel) == nil)
    try channel.writeOutbound(HTTPResponsePart.end(nil))
    guard case .end = try channel.readOutbound(as: HTTPServerResponsePart.self) else {
      Issue.record("no end")
      return
    }
    #expect(try Self.status(channel) == 100)
  }

  @Test func whoHasAnAnswerIsToldNothingMore() throws {
    let channel = try Self.channel()
    try channel.writeInbound(Self.head([("Host", "a")], method: .GET))
    try channel.writeInbound(Self.head([("Host", "a"), ("Expect", "100-continue")]))
    for _ in 0..<2 {
      try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .notFound)))
      try channel.writeOutbound(HTTPResponsePart.end(nil))
    }
    var codes: [UInt] = []
    while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
      if case .head(let head) = part { codes.append(head.status.code) }
    }
    #expect(codes == [404, 100, 404])
  }

  @Test(arguments: [[], [("Host", "a"), ("host", "b")]] as [[(String, String)]])
  func noHostOrTwoIsNone(_ headers: [(String, String)]) throws {
    let channel = try Self.channel()
    try channel.writeInbound(Self.head(headers))
    guard case .head(let request) = try channel.readInbound(as: HTTPRequestPart.self) else {
      Issue.record("no head")
      return
    }
    #expect((request.authority ?? "").isEmpty)
  }

  @Test(arguments: [
    ("/api/v1/people/per%5F1c", "/api/v1/people/per_1c"), ("/%61%2Fb", "/a%2Fb"),
    ("/a%C3%A7", "/a%C3%A7"), ("/a%2", "/a%2"), ("/a%zz", "/a%zz"),
    ("/%7e%2D%2e?q=%41", "/~-.?q=%41"),
  ])
  func lettersNeedNoCode(_ pair: (String, String)) {
    #expect(PlainPathResponder.plain(pair.0) == pair.1)
  }

  @Test(
    arguments: [
      ("1.0", 1), ("1e4", 10_000), ("-2.50E1", -25), ("0e9", 0), ("100e-2", 1), ("1.5", nil),
      ("1e-1", nil), ("9.223372036854775807e18", Int64.max), ("1e19", nil), ("1e999999999", nil),
      ("0.0", 0), ("-0.0", 0),
    ] as [(String, Int64?)])
  func aWholeNumberIsAnInteger(_ text: String, _ value: Int64?) throws {
    #expect(try JSON.parse(Array(text.utf8)).integer == value)
  }
}
