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
  /// Connections at once; others wait in the listen queue.
  package var connectionLimit = 1_000
  /// Bytes of all headers of a request.
  package var headerByteLimit = 32 * 1024
  package var headerCountLimit = 100

  package init() {}

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }
}

/// One listening server; a service that runs until its group is asked to stop, and answers the
/// requests it has before it does.
package struct HTTPServer: Service {
  private let application: Application<RouterResponder<ServiceContext>>

  /// - Parameter onBound: is told the port once requests are accepted.
  package init(
    router: Router<ServiceContext>, settings: HTTPServerSettings, logger: Logger,
    onBound: @escaping @Sendable (Int) async -> Void = { _ in }
  ) {
    application = Application(
      router: router,
      server: .http1(
        configuration: .init(
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

  package func run() async throws {
    try await application.run()
  }
}
