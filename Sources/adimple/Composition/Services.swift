import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// The long-lived parts of a process under one group: a signal stops all of them in order.
enum Services {
  /// What has not stopped by then is cut off.
  static let shutdownSeconds = 20

  static func run(_ services: [any Service], logger: Logger) async throws {
    var configuration = ServiceGroupConfiguration(
      services: services.map {
        .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup)
      },
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(shutdownSeconds)
    try await ServiceGroup(configuration: configuration).run()
  }
}

/// Names that processes have in the database.
enum ProcessNames {
  /// Host and process: who holds a claim, for people.
  static var worker: String {
    "\(ProcessInfo.processInfo.hostName)/\(ProcessInfo.processInfo.processIdentifier)"
  }
}
