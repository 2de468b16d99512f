import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Answers `Expect: 100-continue` (RFC 9110, section 10.1.1): a client that asks waits with its
/// body until it is told to go on. The word comes behind the answers to the requests before it.
final class ContinueHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// Requests whose answer has not ended.
  private var unanswered = 0
  /// Whether the youngest of them waits for the word.
  private var owesContinue = false

  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    do {
      // The codec behind it takes the first of several hosts and forgets the others.
      let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
      try pipeline.addHandler(HostHandler(), position: .before(codec))
    } catch {
      context.fireErrorCaught(error)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let request) = unwrapInboundIn(data) {
      unanswered += 1
      if request.headerFields[.expect]?.lowercased() == "100-continue" {
        owesContinue = true
        tell(context)
      }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    var isFinal = false
    switch unwrapOutboundIn(data) {
    case .head(let response) where response.status.kind != .informational:
      // Who has its answer needs no other word.
      if unanswered == 1 { owesContinue = false }
    case .end: isFinal = true
    default: break
    }
    context.write(data, promise: promise)
    guard isFinal else { return }
    unanswered = max(0, unanswered - 1)
    tell(context)
  }

  private func tell(_ context: ChannelHandlerContext) {
    guard owesContinue, unanswered == 1 else { return }
    owesContinue = false
    context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
  }
}

/// Takes the host off a request that names none or several (RFC 9112, section 3.2), so that it is
/// refused in its turn.
final class HostHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data), head.headers["host"].count != 1 else {
      return context.fireChannelRead(data)
    }
    head.headers.remove(name: "host")
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}
