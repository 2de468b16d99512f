import ArgumentParser
import Foundation
import Logging
import SQLDatabase
import Testing

@testable import adimple

/// What a start meets that cannot be: one sentence in Portuguese and exit status 1, never the
/// system's own words.
@Suite(.serialized) struct StartFaultTests {
  /// Runs a command of the program and answers with what it says.
  private static func told(_ arguments: [String]) async throws -> String {
    do {
      var command = try Adimple.parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      Issue.record("\(arguments) did not fail")
      return ""
    } catch {
      #expect(Adimple.exitCode(for: error) == .failure, "\(error)")
      #expect(error is Failure, "\(type(of: error)): \(error)")
      return "\(error)"
    }
  }

  private static func withFolder(_ body: (String) async throws -> Void) async throws {
    var template = Array("/tmp/adimple-start-XXXXXX".utf8CString)
    let isMade = mkdtemp(&template) != nil
    try #require(isMade)
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  /// A port of this machine on which somebody listens already.
  private static func withTakenPort(_ body: (Int) async throws -> Void) async throws {
    let taken = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(taken >= 0)
    defer { close(taken) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(taken, $0, length) == 0 && listen(taken, 1) == 0
          && getsockname(taken, $0, &length) == 0
      }
    }
    try #require(isListening)
    try await body(Int(UInt16(bigEndian: address.sin_port)))
  }

  @Test func aPortThatIsTaken() async throws {
    try await Self.withTakenPort { port in
      try await Self.withFolder { folder in
        for arguments in [
          ["serve", "--port", "\(port)", "--database", "sqlite:\(folder)/a.sqlite"],
          ["bureau", "serve", "--port", "\(port)", "--database", "sqlite:\(folder)/b.sqlite"],
          ["demo", "--port", "\(port)", "--bureau-port", "0", "--data-dir", folder + "/demo"],
        ] {
          let told = try await Self.told(arguments)
          #expect(
            told.hasPrefix(
              "Não é possível escutar em 127.0.0.1:\(port): está em uso por outro programa."),
            "\(told)")
        }
      }
    }
  }

  @Test func anAddressThatIsNotOurs() async throws {
    try await Self.withFolder { folder in
      for (host, words) in [
        ("192.0.2.77", "não é um endereço desta máquina"),
        ("nowhere.invalid", "o endereço não é conhecido"),
      ] {
        let told = try await Self.told(
          ["serve", "--host", host, "--port", "0", "--database", "sqlite:\(folder)/a.sqlite"])
        #expect(told.hasPrefix("Não é possível escutar em \(host):0: \(words)."), "\(told)")
      }
    }
  }

  @Test func aDatabaseThatIsNewer() async throws {
    try await Self.withFolder { folder in
      let url = "sqlite:\(folder)/a.sqlite"
      let database = try await openDatabase(url: url, logger: Logger(label: "test"))
      try await database.migrate([Migration(number: 1, note: "x", sql: "CREATE TABLE x (y TEXT)")])
      try await database.write { transaction in
        _ = try transaction.execute("UPDATE schema_migrations SET number = 9999")
      }
      await database.close()
      let told = try await Self.told(["serve", "--port", "0", "--database", url])
      #expect(told.hasPrefix("O banco de dados é da versão 9999, mais nova que a deste programa"))
    }
  }

  @Test func anotherKey() async throws {
    try await Self.withFolder { folder in
      for (command, url) in [
        (["migrate"], "sqlite:\(folder)/a.sqlite"),
        (["bureau", "participant", "list"], "sqlite:\(folder)/b.sqlite"),
      ] {
        let arguments = command + ["--database", url]
        let first = try Adimple.parseAsRoot(arguments)
        if var first = first as? any AsyncParsableCommand { try await first.run() }
        let other = Data([UInt8](repeating: 7, count: 32)).base64EncodedString()
        try other.write(
          toFile: String(url.dropFirst("sqlite:".count)) + ".key", atomically: true,
          encoding: .utf8)
        let told = try await Self.told(arguments)
        #expect(told.hasPrefix("A chave não abre os segredos deste banco de dados"), "\(told)")
      }
    }
  }

  @Test func aFolderThatIsNotOurs() async throws {
    try await Self.withFolder { folder in
      let missing = try await Self.told(["migrate", "--database", "sqlite:\(folder)/no/a.sqlite"])
      #expect(missing.hasPrefix("A pasta \(folder)/no não existe"), "\(missing)")
      let open = folder + "/open"
      try FileManager.default.createDirectory(atPath: open, withIntermediateDirectories: false)
      try #require(chmod(open, 0o777) == 0)
      let shared = try await Self.told(["serve", "--database", "sqlite:\(open)/a.sqlite"])
      #expect(shared.hasPrefix("A pasta \(open) pertence a outro usuário"), "\(shared)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: open).isEmpty)
      // The same folder with the bit of temporary folders is nobody else's business.
      try #require(chmod(open, 0o1777) == 0)
      try DataFolder.check(holding: "sqlite:\(open)/a.sqlite")
      let file = folder + "/file"
      try #require(FileManager.default.createFile(atPath: file, contents: Data([1, 2, 3])))
      let noFolder = try await Self.told(["migrate", "--database", "sqlite:\(file)/a.sqlite"])
      #expect(noFolder.contains(" não é uma pasta"), "\(noFolder)")
      let noDatabase = try await Self.told(["migrate", "--database", "sqlite:\(file)"])
      #expect(noDatabase.hasPrefix("O arquivo não é um banco de dados SQLite"), "\(noDatabase)")
    }
  }

  @Test func aPostgreSQLThatIsNotThere() async throws {
    do {
      _ = try await openDatabase(
        url: "postgres://nobody@127.0.0.1:1/none", logger: Logger(label: "test"))
      Issue.record("somebody answers on port 1")
    } catch {
      #expect(
        "\(Failure.explaining(error))"
          == "O PostgreSQL não pôde ser alcançado: não há servidor nesse endereço. Confira o "
          + "endereço do banco de dados.")
    }
  }
}
