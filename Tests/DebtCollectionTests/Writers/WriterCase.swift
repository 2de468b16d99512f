import Credit
import DebtCollection
import Refusals
import SQLDatabase
import Sealing
import TestKit
import Testing
import World

/// Two use cases that write, on one subject: a row of the tables of these tests.
struct WriterCase: Sendable {
  typealias Work = @Sendable (Office) async throws -> Void

  let name: String
  /// Whether the caller hears of a failure and nothing else is left of it: a row of work keeps its
  /// own and is repeated, and an upload that failed is cleared away.
  let tellsFailures: Bool
  /// What the second hears where the first is between two of its writes, and then nothing of the
  /// second is kept; nil where a use case is one write.
  let refusal: String?
  /// Registers what the two work on, and tells what they do.
  let prepare: @Sendable (Registry) async throws -> (first: Work, second: Work)

  init(
    _ name: String, tellsFailures: Bool = true, refusal: String? = nil,
    _ prepare: @escaping @Sendable (Registry) async throws -> (first: Work, second: Work)
  ) {
    self.name = name
    self.tellsFailures = tellsFailures
    self.refusal = refusal
    self.prepare = prepare
  }
}

/// Cases that share a house.
struct WriterGroup: Sendable, CustomTestStringConvertible {
  let name: String
  let cases: [WriterCase]

  var testDescription: String { name }

  static let all = [
    WriterGroup(name: "register", cases: WriterCase.register),
    WriterGroup(name: "money", cases: WriterCase.money),
    WriterGroup(name: "listings", cases: WriterCase.listings),
    WriterGroup(name: "routine", cases: WriterCase.routine),
    WriterGroup(name: "files", cases: WriterCase.files),
    WriterGroup(name: "desk", cases: WriterCase.desk),
    WriterGroup(name: "access", cases: WriterCase.access),
    WriterGroup(name: "sessions", cases: WriterCase.sessions),
    WriterGroup(name: "second factor", cases: WriterCase.secondFactor),
  ]
}

/// What a use case came to, by what its caller hears.
func hearing(_ work: WriterCase.Work, _ office: Office) async -> String {
  do {
    try await work(office)
    return "done"
  } catch let refusal as Refusal {
    return refusal.code
  } catch DatabaseError.uniqueViolation {
    // Which index is named differs from engine to engine.
    return "unique"
  } catch {
    return "\(error)"
  }
}

extension Registry {
  /// The same office over another database.
  func office(on database: any Database) -> Office {
    Office(
      database: database, world: office.world, sealer: office.sealer,
      documents: office.documents, connectors: office.connectors, publicURL: nil)
  }

  func addUser(_ address: String, _ role: Role = .administrator) async throws -> User {
    try await office.users.addUser(
      email: address, name: "Ana", role: role, password: "uma senha boa", hasher: hasher,
      actor: Self.actor)
  }

  var hasher: PasswordHasher { PasswordHasher(cost: .low, random: office.world.random) }

  /// What is needed before anybody is listed: an integration with codes and a branch.
  func readyToList() async throws {
    let integration = try await office.integrations.createIntegration(Self.integrationChange)
    _ = try await office.integrations.syncCodes(of: integration.id)
    _ = try await office.branches.linkBranch(branch().id, to: integration.id)
  }

  func addRule() async throws -> CollectionRuleRow {
    var change = CollectionRuleChange()
    change.name = "Geral"
    change.daysToRun = 60
    change.listAutomatically = true
    return try await office.collectionRules.createCollectionRule(change)
  }
}
