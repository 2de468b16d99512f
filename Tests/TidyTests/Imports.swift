/// What each room may import, as docs/architecture.md draws it.
enum Imports {
  static let allowed: [String: Set<String>] = [
    "Credit": [],
    "JSONText": [],
    "Markup": [],
    "CPangoCairo": [],
    "CPostgres": [],
    "CZint": [],
    "World": Set(["Credit", "Logging"]).union(system),
    "Sealing": Set(["Credit", "World", "Crypto", "CryptoExtras"]).union(system),
    "SQLDatabase": Set(["CPostgres", "GRDB", "GRDBSQLite", "Logging"]).union(system),
    "Work": Set(["Credit", "World", "SQLDatabase", "Logging"]).union(system),
    "Letters": Set(["Credit", "Markup", "CPangoCairo", "CZint"]).union(system),
    "HTTPService": Set([
      "Credit", "JSONText", "Markup", "World", "Sealing", "Logging",
    ]).union(server),
    "KeptAnswers": Set(["Credit", "JSONText", "Sealing", "SQLDatabase", "HTTPService"])
      .union(system),
    "DebtCollection": Set([
      "Credit", "JSONText", "World", "Sealing", "SQLDatabase", "Work", "Letters", "Logging",
    ]).union(system),
    "Bureaus": Set([
      "Credit", "JSONText", "World", "Sealing", "DebtCollection", "AsyncHTTPClient", "NIOCore",
      "NIOHTTP1", "NIOPosix", "Logging",
    ]).union(system),
    "ReferenceBureau": Set([
      "Credit", "JSONText", "Markup", "World", "Sealing", "SQLDatabase", "Work", "Letters",
      "HTTPService", "KeptAnswers", "AsyncHTTPClient", "Logging",
    ]).union(server),
    "WebApp": Set([
      "Credit", "JSONText", "Markup", "World", "Sealing", "Work", "DebtCollection", "HTTPService",
      "Letters", "Logging",
    ]).union(server),
  ]

  /// Single files that need one more, each with its reason.
  static let exceptions: [String: Set<String>] = [
    // Turns the database's refusals into problems; it knows no SQL.
    "Sources/WebApp/API/Refusals.swift": ["SQLDatabase"]
  ]

  private static let system: Set<String> = ["Dispatch", "Glibc", "Synchronization"]
  private static let server: Set<String> = system.union([
    "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTP1", "ServiceLifecycle",
  ])

  /// The program composes everything and is not held to a list.
  static let unlimited: Set<String> = ["adimple"]

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
