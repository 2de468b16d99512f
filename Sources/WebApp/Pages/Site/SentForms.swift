import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Sealing
import World

/// Forms that were sent a moment ago. A double click, or the same page sent twice, does its work
/// once: whoever sends it again gets the answer of the first time, also while that is still at
/// work. What was refused is done anew, for it changed nothing.
///
/// A form is the same if session, page (each page that is shown has a number of its own), address
/// and every field are. They are kept in the process: what a rule of the house forbids twice is
/// refused by the use case and the database all the same.
actor SentForms {
  /// Forms that are remembered at once.
  static let limit = 500
  /// How long a form is remembered.
  static let seconds = 600

  private struct Sent {
    let at: Instant
    let answer: Task<Response, any Error>
  }

  private let clock: any Clock
  private var sent: [[UInt8]: Sent] = [:]

  init(clock: any Clock) {
    self.clock = clock
  }

  /// The work of a form, once. It goes on where the browser turns away meanwhile.
  func once(
    _ key: [UInt8], _ work: @escaping @Sendable () async throws -> Response
  ) async throws -> Response {
    if let before = sent[key] {
      // A refusal of the first time is told by doing it again.
      if case .success(let answer) = await before.answer.result, Self.isDone(answer) {
        return answer
      }
    }
    forget()
    let answer = Task { try await work() }
    sent[key] = Sent(at: clock.now(), answer: answer)
    return try await answer.value
  }

  private static func isDone(_ answer: Response) -> Bool {
    [.redirection, .successful].contains(answer.status.kind)
  }

  private func forget() {
    let oldest = clock.now().adding(seconds: -Self.seconds)
    sent = sent.filter { $0.value.at > oldest }
    guard sent.count >= Self.limit,
      let first = sent.min(by: { $0.value.at < $1.value.at })?.key
    else { return }
    sent[first] = nil
  }

  /// What makes a form the same; nil for a form of no page of ours.
  static func key(_ visit: Visit, _ form: FormFields) -> [UInt8]? {
    guard let token = form.first("_token"), PageToken.page(of: token) != nil else { return nil }
    let fields = form.fields.map { Link.encode($0.name) + "=" + Link.encode($0.value) }
    let parts = [visit.session.id.description, visit.request.uri.description] + fields
    return Digest.sha256(Array(parts.joined(separator: "&").utf8))
  }
}
