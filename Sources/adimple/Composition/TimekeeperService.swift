import ServiceLifecycle
import World

/// The duties' loops as a service of the process.
struct TimekeeperService: Service {
  let timekeeper: Timekeeper

  func run() async throws {
    await cancelWhenGracefulShutdown { await timekeeper.run() }
  }
}
