import Benchmarks
import CreditorPages
import DebtCollection
import HTTPService
import HTTPTypes
import KeptAnswers
import World

extension BenchmarkProgram {
  /// This program, as it serves a creditor.
  static let adimple = BenchmarkProgram(
    version: Release.version,
    addAdministrator: { email, office in
      try await Passwords.add(email: email, role: .administrator, office: office).user
    },
    pagePatterns: { office in
      server(of: office).site.pageRoutes.routes
        .filter { $0.method == .get }.map(\.path)
    },
    serve: { office, onBound in
      try await server(of: office).server(
        HTTPServerSettings(), logger: office.world.logger, onBound: onBound
      ).run()
    })

  private static func server(of office: Office) -> CreditorServer {
    CreditorServer(
      office: office, keptAnswers: KeptAnswers(database: office.database, sealer: office.sealer),
      timekeeper: nil)
  }
}
