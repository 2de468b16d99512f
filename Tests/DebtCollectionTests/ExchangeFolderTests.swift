import Credit
import Foundation
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("Exchange folder") struct ExchangeFolderTests {
  private static func with(_ body: (String) async throws -> Void) async throws {
    var template = Array((NSTemporaryDirectory() + "adimple-exchange-XXXXXX").utf8CString)
    try #require(mkdtemp(&template) != nil)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(path)
  }

  private static func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0 != "lidos" }.sorted()
  }

  private static func imports(_ test: TestOffice) async throws -> [String?] {
    try await test.office.imports.importReports(before: nil, limit: 10).map(\.fileName)
  }

  private static let content = Data(HostileFile.Good(.bankReturn).with([String]()))

  @Test("a return file that lies still is taken once", arguments: TestDatabase.available)
  func taken(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await Self.with { path in
        let folder = ExchangeFolder(path: path)
        let duty = ExchangeDuty(office: test.office, folder: folder)
        #expect(try await !duty.runDue())
        let file = path + "/in/retorno.ret"
        try Self.content.prefix(100).write(to: URL(fileURLWithPath: file))
        // What begins with a point is another program's half, and a folder is no file.
        try Self.content.write(to: URL(fileURLWithPath: path + "/in/.parte"))
        try FileManager.default.createSymbolicLink(
          atPath: path + "/in/elo.ret", withDestinationPath: file)
        test.clock.move(to: test.clock.now().adding(seconds: 30))
        #expect(try await !duty.runDue(), "seen once")
        try Self.content.write(to: URL(fileURLWithPath: file))
        test.clock.move(to: test.clock.now().adding(seconds: 30))
        #expect(try await !duty.runDue(), "it grew meanwhile")
        test.clock.move(to: test.clock.now().adding(seconds: 30))
        #expect(try await duty.runDue())
        #expect(try await Self.imports(test) == ["retorno.ret"])
        #expect(try Self.names(path + "/in") == [".parte", "elo.ret"])
        #expect(try Self.names(path + "/in/lidos").allSatisfy { $0.hasSuffix("-retorno.ret") })
        test.clock.move(to: test.clock.now().adding(seconds: 30))
        #expect(try await !duty.runDue())
      }
    }
  }

  @Test("two processes take a file once") func twoProcesses() async throws {
    try await TestOffice.with(.sqlite) { test in
      try await Self.with { path in
        let folders = [ExchangeFolder(path: path), ExchangeFolder(path: path)]
        _ = try await folders[0].waiting()
        try Self.content.write(to: URL(fileURLWithPath: path + "/in/a.ret"))
        let file = try #require(try await folders[0].waiting().first)
        let took = try await folders[0].take(file) {
          let other = try await folders[1].take(file) { "dois" }
          #expect(!other)
          return "um"
        }
        #expect(took)
        #expect(try await !folders[1].take(file) { "dois" }, "it is gone")
        #expect(try Self.names(path + "/in/lidos") == ["um"])
      }
    }
  }

  @Test("a file that cannot be taken stays, and stops no other") func failing() async throws {
    try await TestOffice.with(.sqlite) { test in
      try await Self.with { path in
        let folder = ExchangeFolder(path: path)
        _ = try await folder.waiting()
        try Self.content.write(to: URL(fileURLWithPath: path + "/in/a.ret"))
        let file = try #require(try await folder.waiting().first)
        await #expect(throws: CancellationError.self) {
          _ = try await folder.take(file) { throw CancellationError() }
        }
        #expect(try await folder.take(file) { "um" })
      }
    }
  }
}
