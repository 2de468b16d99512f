package import Credit
import Logging
import Synchronization
import World

/// Takes the return files that lie in the exchange folder, as if somebody had sent each by hand. A
/// file is taken once two looks have seen the same of it, so that none is read half written.
package final class ExchangeDuty: Duty {
  /// Between two looks.
  static let seconds = 30

  package let name = "exchange"
  /// A folder of this machine knows no virtual time.
  var whileClockMoves: DutyTurn { .never }
  private let office: Office
  private let folder: ExchangeFolder
  private let state = Mutex(State())

  private struct State {
    var nextLook: Instant?
    var seen: Set<ExchangeFolder.Waiting> = []
  }

  package init(office: Office, folder: ExchangeFolder) {
    self.office = office
    self.folder = folder
  }

  package func nextDue() async throws -> Instant? {
    state.withLock { $0.nextLook } ?? office.world.clock.now()
  }

  package func runDue() async throws -> Bool {
    let now = office.world.clock.now()
    let isDue = state.withLock { state in
      if let next = state.nextLook, now < next { return false }
      state.nextLook = now.adding(seconds: Self.seconds)
      return true
    }
    guard isDue else { return false }
    let waiting = try await folder.waiting()
    let settled = state.withLock { state in
      let known = state.seen
      state.seen = Set(waiting)
      return waiting.filter(known.contains)
    }
    var took = 0
    for file in settled where took < ExchangeFolder.filesPerLook {
      do {
        took += try await take(file) ? 1 : 0
      } catch {
        // One bad file, or many, stop no other; they lie there for the next look.
        office.world.logger.warning(
          "a file of the exchange folder could not be taken",
          metadata: ["errorType": "\(type(of: error))", "error": "\(error)"])
      }
    }
    return took > 0
  }

  /// A crash between the import and the move takes the file again, which changes nothing: every
  /// line is known by what it says.
  private func take(_ file: ExchangeFolder.Waiting) async throws -> Bool {
    let source = folder.path(of: file)
    return try await folder.take(file) {
      let id = try await office.imports.startImport(
        kind: .bankReturn, contentPath: source, dryRun: false, actor: .exchange)
      return Self.kept(file.name, id)
    }
  }

  /// The name under which a file is kept: two files of one name are two.
  private static func kept(_ name: String, _ id: ID<ImportJob>) -> String {
    let bytes = Array("\(id)-\(name)".utf8).prefix(200)
    return String(validating: bytes, as: UTF8.self) ?? id.description
  }
}
