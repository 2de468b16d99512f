package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// Where a server listens and what it allows.
package struct HTTPServerSettings: Sendable {
  package var host = "127.0.0.1"
  /// 0 takes a free port; `onBound` tells which.
  package var port = 0
  /// A connection on which nothing moves for so long is closed, between requests and inside one.
  package var idleSeconds = 60
  /// In which a request must have come whole; `requestBytesPerSecond` bytes buy a second more.
  var requestSeconds = 30
  var requestBytesPerSecond = 8 * 1024
  /// Connections at once; others wait in the listen queue.
  var connectionLimit = 1_000
  /// Connections of one address at once, this machine's own aside; others are closed.
  var addressConnectionLimit = 500
  /// Bytes of all headers of a request.
  var headerByteLimit = 32 * 1024
  var headerCountLimit = 100
  /// Their connections are not counted against one address.
  package var proxies = TrustedProxies.none

  package init() {}

  package init(host: String, port: Int, proxies: TrustedProxies = .none) {
    self.host = host
    self.port = port
    self.proxies = proxies
  }
}

/// One listening server; a service that runs until its group is asked to stop, and answers the
/// requests it has before it does.
package struct HTTPServer: Service {
  private let application: Application<PlainPathResponder>
  private let settings: HTTPServerSettings

  /// - Parameter onBound: is told the port once requests are accepted.
  package init(
    router: Router<ServiceContext>, settings: HTTPServerSettings, logger: Logger,
    onBound: @escaping @Sendable (Int) async -> Void = { _ in }
  ) {
    self.settings = settings
    let counter = ConnectionCounter(
      limit: settings.addressConnectionLimit, proxies: settings.proxies)
    let slow = SlowRequestHandler.Limits(
      seconds: settings.requestSeconds, bytesPerSecond: settings.requestBytesPerSecond)
    application = Application(
      responder: PlainPathResponder(inner: router.buildResponder()),
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [
            ConnectionCountHandler(counter: counter), SlowRequestHandler(limits: slow),
            ContinueHandler(),
          ],
          idleTimeout: .seconds(Int64(settings.idleSeconds)),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: settings.headerByteLimit,
            maxHeaderListSize: settings.headerByteLimit,
            maxHeaderFieldCount: settings.headerCountLimit))),
      configuration: .init(
        address: .hostname(settings.host, port: settings.port),
        availableConnectionsDelegate: MaximumAvailableConnections(settings.connectionLimit)),
      onServerRunning: { channel in
        await onBound(channel.localAddress?.port ?? settings.port)
      },
      logger: logger)
  }

  /// Throws `ListenFault` where it cannot begin.
  package func run() async throws {
    do {
      try await application.run()
    } catch {
      throw ListenFault(error, settings) ?? error
    }
  }
}
