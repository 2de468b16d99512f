import NIOCore

/// A server that could not begin to listen.
package struct ListenFault: Error, Hashable, Sendable {
  package let host: String
  package let port: Int
  /// The system's `errno`; nil where the host has no address.
  package let code: Int32?

  package init(host: String, port: Int, code: Int32?) {
    self.host = host
    self.port = port
    self.code = code
  }

  /// What an error of the start says; nil for any other error.
  init?(_ error: any Error, _ settings: HTTPServerSettings) {
    switch error {
    case let error as IOError:
      self.init(host: settings.host, port: settings.port, code: error.errnoCode)
    case is SocketAddressError, is SocketAddressError.UnknownHost:
      self.init(host: settings.host, port: settings.port, code: nil)
    default: return nil
    }
  }
}
