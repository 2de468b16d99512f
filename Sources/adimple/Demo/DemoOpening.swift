import ServiceLifecycle

/// Sets the demo up beside its servers, which answer meanwhile: each side calls the other while the
/// past is lived.
struct DemoOpening: Service {
  let setting: DemoSetting
  /// Ends when the creditor's server listens.
  let listening: AsyncStream<Void>

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      for await _ in listening {}
      try Task.checkCancellation()
      await setting.announce()
    }
    try await gracefulShutdown()
  }
}
