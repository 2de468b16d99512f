import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request does not come to its end: it has a time to arrive in, and a
/// longer one only as its bytes come. What is sent drop by drop holds no connection.
final class SlowRequestHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart

  struct Limits: Sendable, Hashable {
    /// In which a request must have come whole, from its first byte behind the head on.
    var seconds = 30
    /// So many bytes buy a second more.
    var bytesPerSecond = 8 * 1024
  }

  private let limits: Limits
  private var deadline: NIODeadline?
  private var boughtBytes = 0
  private var task: Scheduled<Void>?

  init(limits: Limits) {
    self.limits = limits
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: begin(context)
    case .body(let buffer): grant(buffer.readableBytes)
    case .end: end()
    }
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    end()
  }

  private func begin(_ context: ChannelHandlerContext) {
    end()
    let first = context.eventLoop.now + .seconds(Int64(limits.seconds))
    deadline = first
    boughtBytes = 0
    watch(context, until: first)
  }

  private func grant(_ bytes: Int) {
    boughtBytes += bytes
    let (seconds, rest) = boughtBytes.quotientAndRemainder(dividingBy: limits.bytesPerSecond)
    boughtBytes = rest
    deadline = deadline.map { $0 + .seconds(Int64(seconds)) }
  }

  private func end() {
    task?.cancel()
    task = nil
    deadline = nil
  }

  /// Looks again when the time is over, which may have grown meanwhile.
  private func watch(_ context: ChannelHandlerContext, until moment: NIODeadline) {
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    task = context.eventLoop.scheduleTask(deadline: moment) {
      let (handler, context) = bound.value
      guard let deadline = handler.deadline else { return }
      if deadline > context.eventLoop.now {
        handler.watch(context, until: deadline)
      } else {
        handler.end()
        context.close(promise: nil)
      }
    }
  }
}
