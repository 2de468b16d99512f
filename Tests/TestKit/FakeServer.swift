import Foundation
import Glibc
import Synchronization

/// A server on loopback, on threads of its own, that does to its callers what a script says: it
/// speaks raw bytes, so that it can lie as no proper server would.
package final class FakeServer: Sendable {
  /// One connection, in the hands of the script.
  package struct Connection: Sendable {
    fileprivate let socket: Int32

    /// The head and body of the next request; nil where the caller is gone.
    package func request() -> String? {
      var bytes: [UInt8] = []
      while true {
        guard let piece = read() else { return nil }
        bytes += piece
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { continue }
        let length =
          text[..<end.lowerBound].split(separator: "\r\n").lazy
          .first { $0.lowercased().hasPrefix("content-length:") }
          .flatMap { Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) } ?? 0
        if text[end.upperBound...].utf8.count >= length { return text }
      }
    }

    /// False where the caller is gone.
    @discardableResult
    package func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    @discardableResult
    package func write(_ bytes: [UInt8]) -> Bool {
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes {
          send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }

    /// Says nothing more until the caller goes.
    package func stall() {
      while read() != nil {}
    }

    /// Waits for so long; false where the caller went meanwhile.
    package func wait(milliseconds: Int32) -> Bool {
      var waited = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      return poll(&waited, 1, milliseconds) == 0
    }

    /// An answer with a length.
    package func answer(_ status: String, _ headers: [String] = [], body: String = "") {
      write(
        (["HTTP/1.1 " + status, "Content-Length: \(body.utf8.count)"] + headers + ["", body])
          .joined(separator: "\r\n"))
    }

    private func read() -> [UInt8]? {
      var buffer = [UInt8](repeating: 0, count: 4_096)
      let count = recv(socket, &buffer, buffer.count, 0)
      return count > 0 ? Array(buffer.prefix(count)) : nil
    }
  }

  package struct DidNotStart: Error {}

  /// What is done with each connection, once its request was read.
  package struct Script: Sendable {
    let run: @Sendable (_ request: String, Connection) -> Void

    package init(_ run: @escaping @Sendable (_ request: String, Connection) -> Void) {
      self.run = run
    }
  }

  package let port: Int
  private let listener: Int32
  private let heard = Mutex<[String]>([])

  package var url: String { "http://127.0.0.1:\(port)" }

  /// The requests that scripts have read, each with its body.
  package var requests: [String] { heard.withLock { $0 } }

  /// Starts the server for the time of `body`.
  package static func run<Value>(
    _ script: Script, _ body: (FakeServer) async throws -> Value
  ) async throws -> Value {
    let server = try FakeServer(script)
    defer { server.stop() }
    return try await body(server)
  }

  private init(_ script: Script) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isListening else { throw DidNotStart() }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [weak self] in
      while true {
        let socket = accept(descriptor, nil, nil)
        guard socket >= 0 else {
          // Closed by the thread that waits on it, so that nobody else's socket has its number.
          close(descriptor)
          return
        }
        Thread.detachNewThread { [weak self] in
          let connection = Connection(socket: socket)
          // One request for each connection: whatever the script leaves open ends after it.
          if let request = connection.request() {
            self?.heard.withLock { $0.append(request) }
            script.run(request, connection)
          }
          shutdown(socket, Int32(SHUT_RDWR))
          close(socket)
        }
      }
    }
  }

  private func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }
}
