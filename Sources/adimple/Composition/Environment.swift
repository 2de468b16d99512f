import ArgumentParser
import Foundation
import HTTPService
import Logging
import Outbound

/// The environment that the program reads, once, here. A flag wins over it.
struct Environment: Sendable {
  static let database = "ADIMPLE_DATABASE"
  static let key = "ADIMPLE_KEY"
  static let publicURL = "ADIMPLE_PUBLIC_URL"
  static let log = "ADIMPLE_LOG"
  static let trustedProxies = "ADIMPLE_TRUSTED_PROXIES"
  static let exchange = "ADIMPLE_EXCHANGE"
  private static let prefix = "ADIMPLE_"
  /// Read by the tests, not by the program.
  private static let foreign: Set<String> = ["ADIMPLE_TEST_POSTGRES"]

  let database: String?
  let key: String?
  let publicURL: String?
  /// Whose `X-Forwarded-For` is believed.
  let proxies: TrustedProxies
  /// The folder in which files are exchanged with banks; none where it is nil.
  let exchange: String?
  let level: Logger.Level

  /// Reads it; a variable of ours that does not exist is refused, for it is a slip of the pen that
  /// would otherwise go unseen.
  ///
  /// - Parameter usual: what is logged where nobody says so.
  static func read(
    _ variables: [String: String], level usual: Logger.Level = .info
  ) throws -> Environment {
    let known: Set<String> = [database, key, publicURL, log, trustedProxies, exchange]
    let unknown = variables.keys.filter {
      $0.hasPrefix(prefix) && !known.contains($0) && !foreign.contains($0)
    }.sorted()
    guard unknown.isEmpty else {
      throw ValidationError(
        "Variável de ambiente desconhecida: \(unknown.joined(separator: ", ")). "
          + "Existem: \(known.sorted().joined(separator: ", ")).")
    }
    var level = usual
    if let word = variables[log] {
      guard let chosen = Logger.Level(rawValue: word.lowercased()) else {
        let words = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("\(log)=\(word) não existe; use um destes: \(words).")
      }
      level = chosen
    }
    if let address = variables[publicURL],
      !["http://", "https://"].contains(where: { address.hasPrefix($0) && address != $0 })
    {
      throw ValidationError(
        "\(publicURL)=\(address) não é um endereço; use https://cobranca.example."
      )
    }
    return Environment(
      database: variables[database], key: variables[key],
      publicURL: variables[publicURL].map {
        $0.hasSuffix("/") ? String($0.dropLast()) : $0
      },
      proxies: try proxies(variables[trustedProxies] ?? ""),
      exchange: try folder(variables[exchange]), level: level)
  }

  /// The path of a folder that exists, from the root on.
  private static func folder(_ path: String?) throws -> String? {
    guard let path, !path.isEmpty else { return nil }
    var isFolder: ObjCBool = false
    guard path.hasPrefix("/"), FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      throw ValidationError(
        "\(exchange)=\(path) não é uma pasta que existe; informe o caminho inteiro, como "
          + "/var/lib/adimple/troca.")
    }
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// Addresses and networks, between commas or spaces.
  private static func proxies(_ text: String) throws -> TrustedProxies {
    let words = text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    let wrong = words.filter { AddressRange($0) == nil }
    guard wrong.isEmpty, words.count <= TrustedProxies.limit else {
      let fault =
        wrong.isEmpty
        ? "\(trustedProxies) aceita até \(TrustedProxies.limit) redes."
        : "\(trustedProxies): não é endereço nem rede: \(wrong.joined(separator: ", "))."
      throw ValidationError(
        "\(fault) Informe os proxies que ficam na frente, como 127.0.0.1, 10.0.0.0/8.")
    }
    return TrustedProxies(words.compactMap { AddressRange($0) })
  }

  static func current(level: Logger.Level = .info) throws -> Environment {
    try read(ProcessInfo.processInfo.environment, level: level)
  }

  /// A logger that writes to standard error, where it does not mix with results.
  func logger(_ label: String) -> Logger {
    var logger = Logger(label: label) { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = level
    return logger
  }
}
