import Benchmarks
import CreditorPages
import DebtCollection
import HTTPService
import HTTPTypes
import World

extension BenchmarkProgram {
  /// This program, as it serves a creditor.
  static let adimple = BenchmarkProgram(
    version: Release.version,
    addAdministrator: { email, office in
      try await Passwords.add(email: email, role: .administrator, office: office).user
    },
    pagePatterns: { office in
      CreditorServer(office: office, timekeeper: nil).site.pageRoutes.routes
        .filter { $0.method == .get }.map(\.path)
    },
    serve: { office, onBound in
      try await CreditorServer(office: office, timekeeper: nil)
        .server(HTTPServerSettings(), logger: office.world.logger, onBound: onBound).run()
    })
}
