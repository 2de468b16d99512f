import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Outbound
import Testing

@testable import HTTPService

/// Requests that come drop by drop, over a channel whose time the test moves.
@Suite("Slow requests")
struct SlowRequestTests {
  private static let limits = SlowRequestHandler.Limits(seconds: 10, bytesPerSecond: 100)

  private static func channel() throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(handler: SlowRequestHandler(limits: limits))
    try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    return channel
  }

  private static func send(_ bytes: Int, to channel: EmbeddedChannel) throws {
    try channel.writeInbound(
      HTTPRequestPart.body(ByteBuffer(repeating: 65, count: bytes)))
  }

  private static func begin(_ channel: EmbeddedChannel) throws {
    let request = HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/")
    try channel.writeInbound(HTTPRequestPart.head(request))
  }

  @Test func aBodyDropByDropIsCutOff() throws {
    let channel = try Self.channel()
    try Self.begin(channel)
    for _ in 0..<9 {
      try Self.send(1, to: channel)
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
      #expect(channel.isActive)
    }
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test func bytesBuyTime() throws {
    let channel = try Self.channel()
    try Self.begin(channel)
    // A hundred a second keep it alive for as long as they come.
    for _ in 0..<60 {
      try Self.send(100, to: channel)
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
      #expect(channel.isActive)
    }
    channel.embeddedEventLoop.advanceTime(by: .seconds(11))
    #expect(!channel.isActive)
  }

  @Test func aRequestThatCameWholeHasItsTime() throws {
    let channel = try Self.channel()
    for _ in 0..<2 {
      try Self.begin(channel)
      try Self.send(5, to: channel)
      try channel.writeInbound(HTTPRequestPart.end(nil))
      channel.embeddedEventLoop.advanceTime(by: .seconds(3_600))
      #expect(channel.isActive)
    }
    // The next one on the same connection is measured anew.
    try Self.begin(channel)
    channel.embeddedEventLoop.advanceTime(by: .seconds(10))
    #expect(!channel.isActive)
  }

  @Test func anAddressHasSoManyConnections() throws {
    let counter = ConnectionCounter(limit: 2)
    #expect(counter.enter("192.0.2.1") && counter.enter("192.0.2.1"))
    #expect(!counter.enter("192.0.2.1"))
    #expect(counter.enter("192.0.2.2"))
    counter.leave("192.0.2.1")
    #expect(counter.enter("192.0.2.1"))
    #expect(!counter.isCounted("127.0.0.1") && !counter.isCounted("::1"))
    #expect(counter.isCounted("2001:db8::1"))
    // Those of a proxy that is named are everybody's.
    let behind = ConnectionCounter(
      limit: 2, proxies: TrustedProxies(["10.0.0.0/8"].compactMap { AddressRange($0) }))
    #expect(!behind.isCounted("10.1.2.3") && behind.isCounted("192.0.2.1"))
  }
}
