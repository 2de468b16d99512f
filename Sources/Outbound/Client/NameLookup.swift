import Glibc
import NIOPosix

/// The network addresses of a name, in the order in which they should be tried.
package protocol NameLookup: Sendable {
  /// Empty where the name has none, or the task was cancelled.
  func addresses(of name: String) async -> [NetworkAddress]
}

/// Asks the system's resolver on threads of its own: a name whose servers do not answer holds up
/// other look-ups only, and whoever waits for it may leave.
final class SystemLookup: NameLookup {
  static let threadCount = 8

  private let threads: NIOThreadPool

  init() {
    threads = NIOThreadPool(numberOfThreads: Self.threadCount)
    threads.start()
  }

  func addresses(of name: String) async -> [NetworkAddress] {
    let (found, told) = AsyncStream<[NetworkAddress]>.makeStream()
    threads.submit { state in
      told.yield(state == .active ? Self.resolve(name) : [])
      told.finish()
    }
    for await addresses in found { return addresses }
    return []
  }

  func close() async throws {
    try await threads.shutdownGracefully()
  }

  private static func resolve(_ name: String) -> [NetworkAddress] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var found: [NetworkAddress] = []
    var entry = list
    while let info = entry?.pointee {
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      if getnameinfo(
        info.ai_addr, info.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0,
        let address = NetworkAddress(
          plain: String(
            decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)),
        !found.contains(address)
      {
        found.append(address)
      }
      entry = info.ai_next
    }
    return found
  }
}
