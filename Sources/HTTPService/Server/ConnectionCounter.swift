import NIOCore
import Synchronization

/// Counts the connections of each address, so that one of them does not take all that there are.
/// This machine's own and those of the proxies are not counted: a proxy brings everybody.
final class ConnectionCounter: Sendable {
  private let limit: Int
  private let proxies: TrustedProxies
  private let counts = Mutex<[String: Int]>([:])

  init(limit: Int, proxies: TrustedProxies = .none) {
    self.limit = limit
    self.proxies = proxies
  }

  /// Takes a place for a connection; false where the address has too many.
  func enter(_ address: String) -> Bool {
    counts.withLock { counts in
      guard counts[address, default: 0] < limit else { return false }
      counts[address, default: 0] += 1
      return true
    }
  }

  func leave(_ address: String) {
    counts.withLock { counts in
      let left = (counts[address] ?? 0) - 1
      counts[address] = left > 0 ? left : nil
    }
  }

  func isCounted(_ address: String) -> Bool {
    !address.hasPrefix("127.") && address != "::1" && !address.hasPrefix("::ffff:127.")
      && !proxies.contains(address)
  }
}

/// Closes a connection of an address that has too many.
final class ConnectionCountHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  private let counter: ConnectionCounter
  /// The address whose place is taken.
  private var address: String?

  init(counter: ConnectionCounter) {
    self.counter = counter
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { enter(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    enter(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    leave()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    leave()
  }

  private func enter(_ context: ChannelHandlerContext) {
    guard address == nil, let ip = context.remoteAddress?.ipAddress,
      counter.isCounted(ip)
    else { return }
    let group = CallerGroup.name(of: ip)
    if counter.enter(group) {
      address = group
    } else {
      context.close(promise: nil)
    }
  }

  private func leave() {
    if let address { counter.leave(address) }
    address = nil
  }
}
