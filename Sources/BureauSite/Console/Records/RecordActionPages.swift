import BureauRegister
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import Markup
import Pages
import World

extension BureauPages {
  func addRecordActions(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.recordAction) { visit in
      let action: RecordAction = try visit.context.pathWord("action")
      let file = try await file(try visit.context.pathID())
      let state = FormState([
        ("diedOn", visit.today.description), ("reply", MailServer.returnReply),
      ])
      return actionPage(action, file, try await register.codes(), state, visit)
    }
    table.post(ConsoleContents.recordAction) { visit, form in
      let action: RecordAction = try visit.context.pathWord("action")
      let file = try await file(try visit.context.pathID())
      let codes = try await register.codes()
      return try await attempt(form) { state, status in
        actionPage(action, file, codes, state, visit, status: status)
      } _: {
        try await perform(action, file, form)
        return visit.done(
          "\(action.label): feito em \(now.brazilian).", to: RecordPages.path(of: file.record.id))
      }
    }
  }

  private func actionPage(
    _ action: RecordAction, _ file: RecordFile, _ codes: BureauCodes, _ state: FormState,
    _ visit: ConsoleVisit, status: HTTPResponse.Status = .ok
  ) -> Response {
    visit.page(
      action.label,
      crumbs: [
        Crumb("Registros", RecordPages.path),
        Crumb(file.browsed.debtor.name, RecordPages.path(of: file.record.id)), Crumb(action.label),
      ], status: status,
      RecordActionView.page(
        action, file, choices: codes.choices(on: visit.today), state, token: visit.token))
  }

  /// What can be made to happen now. The machine is asked on a copy, so that no rule stands twice.
  func actions(for file: RecordFile) async throws -> [(label: String, path: String)] {
    let isBlocked = try await register.blocksReinclusion(file.record.id)
    let policy = try await register.policy()
    let codes = try await register.codes()
    let now = now
    return RecordAction.allCases.filter { action in
      switch action {
      case .review:
        return file.record.state == .underReview
          && !file.record.reviewReasons.contains(ReviewReason.principal)
      case .dispute:
        return !file.record.isDisputed
          && Self.allows(file.record, .disputeOpened(hides: policy.hidesDisputed), at: now)
      case .disputeDecision: return file.record.isDisputed
      case .mailDelivered:
        return file.evidence.last?.channel == .email
          && Self.allows(file.record, .mailDelivered, at: now)
      case .mailBounced:
        return file.evidence.last?.channel == .email
          && Self.allows(file.record, .mailBounced, at: now)
      case .death:
        return !file.record.state.isFinal
          && ListingRules.parsed(file.browsed.debtor.document)?.personKind == .natural
      case .reinclusionRelease: return isBlocked
      default:
        guard let forced = action.forced(codes, on: now.civilDate) else { return false }
        do {
          let event = try register.recordEvent(forced, policy: policy, codes: codes, at: now)
          return Self.allows(file.record, event, at: now)
        } catch {
          // A code that is not valid on this day.
          return false
        }
      }
    }.map { ($0.label, RecordAction.path($0, file.record.id)) }
  }

  private static func allows(_ record: Record, _ event: RecordEvent, at now: Instant) -> Bool {
    var copy = record
    do {
      _ = try copy.apply(event, at: now)
      return true
    } catch {
      return false
    }
  }

  private func perform(_ action: RecordAction, _ file: RecordFile, _ form: FormFields) async throws
  {
    let id = file.record.id
    let participant = file.record.participant
    switch action {
    case .noticeReturn:
      let code = try FormReader.read(form) {
        $0.required("code", "Motivo da devolução", .string(length: 1...200))
      }
      _ = try await register.force(.noticeReturn(code: code), on: id, note: nil)
    case .bureauRemoval:
      let reason = try FormReader.read(form) {
        $0.required("reason", "Motivo", .text(length: 1...200))
      }
      _ = try await register.force(.bureauRemoval(reason: reason), on: id, note: nil)
    case .suspension, .reinstatement, .subJudice, .subJudiceEnd:
      let note = try FormReader.read(form) {
        $0.optional("note", "Observação", .text(length: 1...200))
      }
      let forced = action.forced(try await register.codes(), on: now.civilDate)
      if let forced { _ = try await register.force(forced, on: id, note: note) }
    case .mailDelivered:
      _ = try await register.forceMail(.delivered, of: id, participant: participant)
    case .mailBounced:
      let reply = try FormReader.read(form) {
        $0.required("reply", "Resposta do servidor", .text(length: 1...200))
      }
      _ = try await register.forceMail(.bounced(reply: reply), of: id, participant: participant)
    case .review, .dispute, .disputeDecision: try await decide(action, file, form)
    case .death:
      let today = now.civilDate
      let day = try FormReader.read(form) { reader in
        let day = reader.required("diedOn", "Data do óbito", .day(.event))
        if day > today {
          reader.fault("diedOn", code: "out-of-range", detail: "A data está no futuro.")
        }
        return day
      }
      guard let document = ListingRules.parsed(file.browsed.debtor.document) else { return }
      try await register.reportDeath(of: document, on: day)
    case .reinclusionRelease:
      guard try await register.releaseReinclusion(after: id, actor: Actor.simulation) else {
        throw Problem.conflict(
          code: "not-blocked", "Este registro não bloqueia nova inclusão.")
      }
    }
  }

  private enum ReviewDecision: String, CaseIterable, Sendable { case approved, refused }

  private func decide(_ action: RecordAction, _ file: RecordFile, _ form: FormFields) async throws {
    switch action {
    case .review:
      let (decision, note) = try FormReader.read(form) { reader in
        (
          reader.required("decision", "Decisão", .oneOf(ReviewDecision.self)),
          reader.optional("note", "Observação", .text(length: 1...200))
        )
      }
      _ = try await register.decideReview(
        of: file.record.id, approves: decision == .approved, note: note)
    case .dispute:
      _ = try await register.openDispute(
        about: file.record.id, try Self.disputeRequest(form), actor: Actor.simulation)
    default:
      let outcome = try FormReader.read(form) {
        $0.required("outcome", "Decisão", .oneOf(DisputeOutcome.self))
      }
      guard let open = try await register.openDispute(about: file.record.id) else {
        throw Problem.conflict(code: "no-dispute", "Não há contestação em aberto.")
      }
      _ = try await register.decideDispute(open, outcome, actor: Actor.simulation)
    }
  }

  static func disputeRequest(_ form: FormFields) throws -> DisputeRequest {
    try FormReader.read(form) { reader in
      DisputeRequest(
        reason: reader.required("reason", "Motivo", .oneOf(DisputeReason.self)),
        statement: reader.required(
          "statement", "O que aconteceu", .string(length: 1...DisputeRequest.statementLimit)))
    }
  }
}
