import Foundation
import TestKit
import Testing

@testable import Outbound

/// A server whose certificate nobody signed is not told anything, on any policy. A machine without
/// `openssl` skips the test, except in CI.
@Suite("TLS is verified")
struct TLSTests {
  static let openssl = "/usr/bin/openssl"
  static let isHere =
    ProcessInfo.processInfo.environment["CI"] != nil
    || FileManager.default.isExecutableFile(atPath: openssl)

  @Test("a certificate that signed itself is refused", .enabled(if: isHere))
  func selfSigned() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "outbound-tls-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      // A folder that stays behind in the temporary directory fails nobody.
      try? FileManager.default.removeItem(at: folder)
    }
    let making = try Self.start(
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
      ], in: folder
    ).process
    making.waitUntilExit()
    let (server, output) = try Self.start(
      [
        "s_server", "-accept", "127.0.0.1:0", "-cert", "certificate.pem", "-key", "key.pem",
        "-www",
      ], in: folder)
    defer { server.terminate() }
    let port = try #require(Self.port(output))
    let outcome = try await OutboundClientTests.with { client in
      await client.send(
        try OutboundClientTests.call("https://127.0.0.1:\(port)/", body: "secret"),
        policy: .integrations)
    }
    guard case .answered(let answer) = outcome else { return }
    Issue.record("the server was believed and answered \(answer.status)")
  }

  @Test("a server that speaks no TLS is told nothing")
  func plain() async throws {
    try await FakeServer.run(.init { _, connection in connection.answer("200 OK") }) { server in
      try await OutboundClientTests.with { client in
        let outcome = await client.send(
          try OutboundClientTests.call(
            "https://127.0.0.1:\(server.port)/", body: "secret", limit: OutboundClientTests.short),
          policy: .integrations)
        if case .answered = outcome { Issue.record("\(outcome)") }
        #expect(server.requests.isEmpty)
      }
    }
  }

  private static func start(
    _ arguments: [String], in folder: URL
  ) throws -> (process: Process, output: FileHandle) {
    let process = Process()
    process.executableURL = URL(filePath: openssl)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    return (process, output.fileHandleForReading)
  }

  /// From the line `ACCEPT 127.0.0.1:43523`.
  private static func port(_ output: FileHandle) -> Int? {
    var text = ""
    while !text.contains("ACCEPT") || !text.hasSuffix("\n") {
      let data = output.availableData
      guard !data.isEmpty else { return nil }
      text += String(decoding: data, as: UTF8.self)
    }
    return text.split { $0 == "\n" }.last { $0.hasPrefix("ACCEPT") }
      .flatMap { $0.split(separator: ":").last }.flatMap { Int($0) }
  }
}
