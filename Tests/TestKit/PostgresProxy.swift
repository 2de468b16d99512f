import Glibc
import Synchronization

/// Stands between a program and the tests' PostgreSQL server, on a socket of its own, and loses
/// what it is told to lose. Each connection has two threads.
package final class PostgresProxy: Sendable {
  package enum Loss: Sendable {
    /// The server commits; its answer is lost, and the connection with it.
    case answerOfCommit
    /// The COMMIT itself is lost, and the connection with it: the server undoes the transaction.
    case commit
  }

  private struct State {
    var loss: Loss?
    var refuses = false
    var lost = 0
    var isClosed = false
  }

  /// The folder of the socket, for the `host` of a URL.
  package let folder: String
  private let server: String
  private let listener: Int32
  private let state = Mutex(State())

  /// - Parameter server: the path of the server's socket.
  package init(server: String) throws {
    var template = Array("/tmp/adimple-proxy.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(call: "mkdtemp", code: errno) }
    let folder = template.withUnsafeBufferPointer { buffer in
      String(decoding: buffer.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    self.folder = folder
    self.server = server
    listener = try Self.socket()
    let path = "\(folder)/.s.PGSQL.5432"
    guard try Self.withAddress(path, { bind(listener, $0, $1) }) == 0, listen(listener, 16) == 0
    else { throw Failure(call: "bind", code: errno) }
    Self.thread { [self] in accept() }
  }

  package struct Failure: Error {
    let call: String
    let code: Int32
  }

  /// The next COMMIT is lost so, once.
  package func lose(_ loss: Loss, thenRefuse refuses: Bool = true) {
    state.withLock { state in
      state.loss = loss
      state.refuses = false
      refusesAfterLoss.withLock { $0 = refuses }
    }
  }

  private let refusesAfterLoss = Mutex(false)

  /// Lets new connections through again.
  package func allow() { state.withLock { $0.refuses = false } }

  /// How many COMMITs were lost so far.
  package var lost: Int { state.withLock { $0.lost } }

  package func close() {
    state.withLock { $0.isClosed = true }
    shutdown(listener, Int32(SHUT_RDWR))
    Glibc.close(listener)
    unlink("\(folder)/.s.PGSQL.5432")
    rmdir(folder)
  }

  private func accept() {
    while !state.withLock({ $0.isClosed }) {
      let client = Glibc.accept(listener, nil, nil)
      guard client >= 0 else { return }
      guard !state.withLock({ $0.refuses }), let upstream = try? connectToServer() else {
        Glibc.close(client)
        continue
      }
      let link = Link(client: client, upstream: upstream)
      Self.thread { [self] in
        carry(link)
        link.end()
      }
      Self.thread {
        link.carryAnswers()
        link.end()
      }
    }
  }

  /// What the program says, up to a COMMIT that is to be lost.
  private func carry(_ link: Link) {
    while let bytes = Link.read(link.client) {
      guard let loss = bytes.isCommit ? takeLoss() : nil else {
        guard Link.write(bytes, to: link.upstream) else { return }
        continue
      }
      if loss == .answerOfCommit {
        link.swallowAnswers()
        guard Link.write(bytes, to: link.upstream) else { return }
        link.waitForAnswer()
      }
      return
    }
  }

  private func takeLoss() -> Loss? {
    let refuses = refusesAfterLoss.withLock { $0 }
    return state.withLock { state in
      guard let loss = state.loss else { return nil }
      state.loss = nil
      state.refuses = refuses
      state.lost += 1
      return loss
    }
  }

  private func connectToServer() throws -> Int32 {
    let upstream = try Self.socket()
    guard try Self.withAddress(server, { connect(upstream, $0, $1) }) == 0 else {
      throw Failure(call: "connect", code: errno)
    }
    return upstream
  }

  private static func socket() throws -> Int32 {
    let number = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard number >= 0 else { throw Failure(call: "socket", code: errno) }
    return number
  }

  private static func withAddress<Value>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
  ) throws -> Value {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8CString)
    guard bytes.count <= MemoryLayout.size(ofValue: address.sun_path) else {
      throw Failure(call: "path", code: ENAMETOOLONG)
    }
    withUnsafeMutableBytes(of: &address.sun_path) { target in
      bytes.withUnsafeBytes { target.copyMemory(from: $0) }
    }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func thread(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Start(body)).toOpaque()
    pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue().body() }
        return nil
      }, start)
    pthread_detach(thread)
  }
}

/// One connection through the proxy.
private final class Link: Sendable {
  private struct State {
    var swallows = false
    var hasAnswered = false
    var ends = 0
  }

  let client: Int32
  let upstream: Int32
  private let state = Mutex(State())

  init(client: Int32, upstream: Int32) {
    self.client = client
    self.upstream = upstream
  }

  func swallowAnswers() { state.withLock { $0.swallows = true } }

  func waitForAnswer() {
    while !state.withLock({ $0.hasAnswered || $0.ends > 0 }) { usleep(1_000) }
  }

  func carryAnswers() {
    while let bytes = Self.read(upstream) {
      if state.withLock({ $0.swallows }) {
        // The server answers when it has committed.
        state.withLock { $0.hasAnswered = true }
        return
      }
      guard Self.write(bytes, to: client) else { return }
    }
  }

  /// Called once by each of the two threads; the second one closes.
  func end() {
    shutdown(client, Int32(SHUT_RDWR))
    shutdown(upstream, Int32(SHUT_RDWR))
    let isLast = state.withLock { state in
      state.ends += 1
      return state.ends == 2
    }
    guard isLast else { return }
    close(client)
    close(upstream)
  }

  static func read(_ socket: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(socket, &bytes, bytes.count)
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }

  static func write(_ bytes: [UInt8], to socket: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}

extension [UInt8] {
  /// The simple query COMMIT, as this product sends it.
  fileprivate var isCommit: Bool {
    count == 12 && self[0] == UInt8(ascii: "Q") && dropFirst(5).starts(with: "COMMIT\0".utf8)
  }
}

extension TestDatabase {
  /// The folder of the server's socket, and a private URL that goes through the proxy in front of
  /// it. PostgreSQL only.
  package static func proxied() async throws -> (proxy: PostgresProxy, url: String) {
    let url = try await TestDatabase.postgres.privateURL()
    guard let at = url.firstIndex(of: "@"),
      let slash = url[at...].firstIndex(of: "/")
    else { throw PostgresProxy.Failure(call: "url", code: 0) }
    let host = url[url.index(after: at)..<slash]
    let folder = host.replacing("%2F", with: "/")
    let proxy = try PostgresProxy(server: "\(folder)/.s.PGSQL.5432")
    let own = proxy.folder.replacing("/", with: "%2F")
    return (proxy, url[...at] + own + url[slash...])
  }
}
