/// What each room may import, as docs/architecture.md draws it.
enum Imports {
  static let allowed: [String: Set<String>] = [
    "embed-texts": ["Foundation"],
    "Refusals": [],
    "Credit": [],
    "JSONText": [],
    "Fictitious": ["Credit", "Foundation"],
    "Markup": [],
    "CPangoCairo": [],
    "CPostgres": [],
    "CZint": [],
    "Measures": Set(["Metrics"]).union(system),
    "World": Set(["Credit", "Logging", "Measures"]).union(system),
    "Sealing": Set(["Credit", "World", "Crypto", "CryptoExtras"]).union(system),
    "Outbound": Set(["Credit"]).union(client).union(system),
    "Webhooks": Set(["Credit", "World", "Sealing", "Outbound"]).union(system),
    "SQLDatabase": Set(["CPostgres", "GRDB", "GRDBSQLite", "Logging"]).union(system),
    "Work": Set(["Credit", "Measures", "World", "SQLDatabase", "Logging", "Metrics"]).union(system),
    "Coordination": Set(["Credit", "World", "Sealing", "SQLDatabase", "Logging"]).union(system),
    "Letters": Set(["Credit", "Markup", "CPangoCairo", "CZint"]).union(system),
    "HTTPService": Set([
      "Refusals", "Credit", "JSONText", "Measures", "World", "Sealing", "Outbound", "SQLDatabase",
      "Logging", "Metrics",
    ]).union(server),
    "Pages": Set([
      "Credit", "JSONText", "Markup", "World", "Sealing", "Coordination", "Work",
      "HTTPService", "Logging",
    ]).union(server),
    "KeptAnswers": Set(["Credit", "JSONText", "Sealing", "SQLDatabase", "HTTPService"])
      .union(system),
    "DebtCollection": Set([
      "Refusals", "Credit", "JSONText", "Measures", "World", "Sealing", "Outbound", "Webhooks",
      "SQLDatabase",
      "Coordination", "Work", "Letters", "Logging", "Metrics",
    ]).union(system),
    "Bureaus": Set([
      "Credit", "JSONText", "World", "Sealing", "Outbound", "DebtCollection", "Logging",
    ]).union(system),
    "BureauRegister": Set([
      "Refusals", "Credit", "JSONText", "Measures", "World", "Sealing", "Outbound", "Webhooks",
      "SQLDatabase",
      "Coordination", "Work", "Letters", "Logging", "Metrics",
    ]).union(system),
    "BureauSite": Set([
      "BureauRegister", "Credit", "JSONText", "Markup", "World", "Sealing", "Outbound",
      "Webhooks", "Coordination", "Work", "Letters", "HTTPService", "Pages",
      "KeptAnswers", "Logging",
    ]).union(server),
    "CreditorAPI": Set([
      "Refusals", "Credit", "JSONText", "World", "Sealing", "Work", "DebtCollection", "HTTPService",
      "Logging",
    ]).union(server),
    "CreditorPages": Set([
      "Refusals", "Credit", "JSONText", "Markup", "World", "Sealing", "Coordination", "Work",
      "DebtCollection", "HTTPService", "Pages", "Letters", "Logging",
    ]).union(server),
    // It measures this program, and makes folders and files of its own on the way.
    "Benchmarks": Set([
      "Credit", "Fictitious", "JSONText", "World", "Sealing", "Outbound", "Webhooks",
      "SQLDatabase", "Letters", "HTTPService", "DebtCollection", "BureauRegister", "BureauSite",
      "CreditorPages", "CPangoCairo", "Foundation", "Logging",
    ]).union(server),
    // It lives through this program, and stands in for everything outside of it.
    "Simulation": Set([
      "Refusals", "Credit", "Fictitious", "World", "Sealing", "Outbound", "Webhooks",
      "SQLDatabase", "Work", "HTTPService", "DebtCollection", "BureauRegister", "BureauSite",
      "NIOEmbedded", "Logging",
    ]).union(server),
  ]

  /// Single files that need one more, each with its reason.
  static let exceptions: [String: Set<String>] = [:]

  private static let system: Set<String> = ["Dispatch", "Glibc", "Synchronization"]
  private static let server: Set<String> = system.union([
    "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTP1", "NIOHTTPTypes",
    "NIOHTTPTypesHTTP1",
    "ServiceLifecycle",
  ])

  /// The HTTP client and what it needs.
  private static let client: Set<String> = ["AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOPosix"]

  /// The program composes everything and is not held to a list.
  static let unlimited: Set<String> = ["adimple"]

  /// The one room with the HTTP client: the program and the tests go through it too.
  static let doorRoom = "Outbound"

  /// Imports of the HTTP client, or of the system's, anywhere but in the room of the door.
  static func otherDoors(in file: SourceFile) -> [Finding] {
    guard file.isSwift, file.target != doorRoom else { return [] }
    return file.code.enumerated().compactMap { index, line in
      guard let module = module(in: line),
        ["AsyncHTTPClient", "FoundationNetworking"].contains(module)
      else { return nil }
      return Finding(
        path: file.path, line: index + 1,
        message: "only \(doorRoom) may import \(module): calls go through `OutboundTransport`")
    }
  }

  static func findings(in file: SourceFile) -> [Finding] {
    guard let target = file.target, file.isSwift, !unlimited.contains(target) else { return [] }
    guard let allowed = allowed[target] else {
      return [
        Finding(
          path: file.path, line: nil,
          message: "the target \(target) has no list of imports; draw it in docs/architecture.md")
      ]
    }
    let also = exceptions[file.path] ?? []
    return file.code.enumerated().compactMap { index, line in
      guard let module = module(in: line), !allowed.contains(module), !also.contains(module)
      else { return nil }
      return Finding(
        path: file.path, line: index + 1, message: "\(target) may not import \(module)")
    }
  }

  /// The module of an import line: `package import struct A.B` gives `A`.
  static func module(in line: String) -> String? {
    var words = line.split(separator: " ")[...]
    let before: Set<Substring> = [
      "package", "public", "internal", "private", "fileprivate", "@testable", "@preconcurrency",
    ]
    while let first = words.first, before.contains(first) { words = words.dropFirst() }
    guard words.first == "import" else { return nil }
    words = words.dropFirst()
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let"]
    if let kind = words.first, kinds.contains(kind) { words = words.dropFirst() }
    return words.first?.split(separator: ".").first.map(String.init)
  }
}
